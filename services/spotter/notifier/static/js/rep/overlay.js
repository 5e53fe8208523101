// The attempt drawn over the reference, with the worst joint marked.

import { colours } from "./dom.js";
import { bodyPalettes, drawBody } from "./figure.js";
import { between, boxOf, fit } from "./geometry.js";
import { itemAt } from "./pairing.js";

const MARGIN = 0.1;
const RING = 0.17;
const SHORTEST_ARROW = 0.06;

const upright = (frame) => frame.map((point) => point && [point[0], -point[1]]);

export class Overlay {
  #canvas;
  #context;
  #attempt;
  #reference;
  #partners;
  #worst;
  #box;
  #palettes;
  #mark;

  constructor(canvas, rep, partners) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d");
    this.#attempt = rep.attempt.frames.map(upright);
    this.#reference = rep.reference?.frames.map(upright) ?? [];
    this.#partners = partners;
    this.#worst = rep.worst;
    this.#box = boxOf([...this.#attempt, ...this.#reference].flat());
    this.refreshColours();
  }

  refreshColours() {
    this.#palettes = bodyPalettes();
    this.#mark = colours("mark", "mark-edge");
  }

  draw(frame) {
    const { clientWidth, clientHeight } = this.#canvas;
    const dense = Math.min(devicePixelRatio || 1, 2);
    this.#canvas.width = Math.round(clientWidth * dense);
    this.#canvas.height = Math.round(clientHeight * dense);
    if (!this.#box) {
      return;
    }
    const { scale, place } = fit(this.#box, this.#canvas, MARGIN);
    const attempt = this.#attempt[frame].map(place);
    const reference = itemAt(this.#reference, this.#partners[frame], between)?.map(place);
    if (reference) {
      drawBody(this.#context, reference, scale, this.#palettes.reference);
    }
    // The reference shines through, so that neither hides the other.
    this.#context.globalAlpha = reference ? 0.82 : 1;
    drawBody(this.#context, attempt, scale, this.#palettes.attempt);
    this.#context.globalAlpha = 1;
    if (this.#worst) {
      const joint = this.#worst.joint_index;
      this.#markJoint(attempt[joint], reference?.[joint], scale, dense);
    }
  }

  #markJoint(at, wanted, scale, dense) {
    if (!at) {
      return;
    }
    const far = wanted && Math.hypot(wanted[0] - at[0], wanted[1] - at[1]) > SHORTEST_ARROW * scale;
    for (const [colour, width] of [
      [this.#mark["mark-edge"], 7],
      [this.#mark.mark, 3.5],
    ]) {
      this.#context.strokeStyle = this.#context.fillStyle = colour;
      this.#context.lineWidth = width * dense;
      this.#context.beginPath();
      this.#context.arc(...at, RING * scale, 0, 2 * Math.PI);
      this.#context.stroke();
      if (far) {
        this.#arrow(at, wanted, (width / 3.5) * dense);
      }
    }
  }

  #arrow([x1, y1], [x2, y2], thickness) {
    const along = Math.atan2(y2 - y1, x2 - x1);
    const head = 7 + 5 * thickness;
    const barb = (turn) => [x2 - head * Math.cos(along + turn), y2 - head * Math.sin(along + turn)];
    this.#context.beginPath();
    this.#context.moveTo(x1, y1);
    this.#context.lineTo(x2, y2);
    this.#context.moveTo(...barb(0.5));
    this.#context.lineTo(x2, y2);
    this.#context.lineTo(...barb(-0.5));
    this.#context.stroke();
  }
}
