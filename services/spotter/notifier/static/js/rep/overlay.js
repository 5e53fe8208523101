// The attempt drawn over the reference, with the worst joint or end of equipment marked.

/** @import { Point, Points, RepView } from "../messages.js" */
/** @import { Places } from "./pairing.js" */

import { bodyPalettes, drawBody } from "../body/figure.js";
import { between, boxOf, fit } from "../body/geometry.js";
import { barbs } from "../body/outlines.js";
import { colours, contextOf, clearCanvas } from "../dom.js";
import { itemAt } from "./pairing.js";

const MARGIN = 0.1;
const RING = 0.17; // Torso lengths.
const MIN_ARROW = 0.06; // Torso lengths.
const EDGE_WIDTH = 7;
const LINE_WIDTH = 3.5;

/**
 * What is shown of the picture: what is around the worst joint in a frame.
 *
 * @typedef {{ frame: number; radius: number }} Around radius in torso lengths
 */

/**
 * Flips a frame for the screen, where y points down.
 *
 * @param {Points} frame
 * @returns {Points}
 */
const toScreen = (frame) => frame.map((point) => point && [point[0], -point[1]]);

export class Overlay {
  #context;
  #attempt;
  #reference;
  #partners;
  #worst;
  #equipment;
  #box;
  #palettes = bodyPalettes();
  #mark = colours("mark", "mark-edge");

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Pick<RepView, "attempt" | "reference" | "worst">} rep
   * @param {Places} partners
   * @param {Around} [around] else the whole movement is shown
   */
  constructor(canvas, rep, partners, around = undefined) {
    this.#context = contextOf(canvas);
    this.#attempt = rep.attempt?.frames.map(toScreen) ?? [];
    this.#reference = rep.reference?.frames.map(toScreen) ?? [];
    this.#partners = partners;
    this.#worst = rep.worst;
    this.#equipment = rep.attempt?.equipment_kind;
    const whole = boxOf([...this.#attempt, ...this.#reference].flat());
    this.#box = (around && this.#boxAround(around)) ?? whole;
  }

  refreshColours() {
    this.#palettes = bodyPalettes();
    this.#mark = colours("mark", "mark-edge");
  }

  /**
   * The box around the worst joint; null if it was not seen then.
   *
   * @param {Around} around
   */
  #boxAround({ frame, radius }) {
    const at = this.#worst && this.#attempt[frame]?.[this.#worst.joint_index];
    return at
      ? { left: at[0] - radius, right: at[0] + radius, top: at[1] - radius, bottom: at[1] + radius }
      : null;
  }

  /** @param {number} frame of the attempt */
  draw(frame) {
    const pixelRatio = clearCanvas(this.#context);
    if (!this.#box) {
      return;
    }
    const { scale, place } = fit(this.#box, this.#context.canvas, MARGIN);
    const attempt = this.#attempt[frame].map(place);
    const reference = itemAt(this.#reference, this.#partners[frame], between)?.map(place);
    if (reference) {
      drawBody(this.#context, reference, scale, this.#palettes.reference, this.#equipment);
    }
    // The reference shines through, so that neither hides the other.
    this.#context.globalAlpha = reference ? 0.82 : 1;
    drawBody(this.#context, attempt, scale, this.#palettes.attempt, this.#equipment);
    this.#context.globalAlpha = 1;
    const at = this.#worst && attempt[this.#worst.joint_index];
    if (this.#worst && at) {
      this.#markPoint(at, reference?.[this.#worst.joint_index] ?? null, scale, pixelRatio);
    }
  }

  /**
   * @param {Point} at
   * @param {Point | null} wanted
   * @param {number} scale a torso length in pixels
   * @param {number} pixelRatio canvas pixels per CSS pixel
   */
  #markPoint(at, wanted, scale, pixelRatio) {
    const isFar = wanted && Math.hypot(wanted[0] - at[0], wanted[1] - at[1]) > MIN_ARROW * scale;
    for (const [colour, width] of /** @type {const} */ ([
      [this.#mark["mark-edge"], EDGE_WIDTH],
      [this.#mark.mark, LINE_WIDTH],
    ])) {
      this.#context.strokeStyle = colour;
      this.#context.lineWidth = width * pixelRatio;
      this.#context.beginPath();
      this.#context.arc(...at, RING * scale, 0, 2 * Math.PI);
      this.#context.stroke();
      if (isFar) {
        this.#arrow(at, wanted, (width / LINE_WIDTH) * pixelRatio);
      }
    }
  }

  /**
   * @param {Point} from
   * @param {Point} to
   * @param {number} thickness
   */
  #arrow(from, to, thickness) {
    const [one, other] = barbs(from, to, 7 + 5 * thickness);
    this.#context.beginPath();
    this.#context.moveTo(...from);
    this.#context.lineTo(...to);
    this.#context.moveTo(...one);
    this.#context.lineTo(...to);
    this.#context.lineTo(...other);
    this.#context.stroke();
  }
}
