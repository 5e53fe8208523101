// Drawing a person.

import assert from "node:assert/strict";
import { test } from "node:test";

import { drawBody, drawNumber } from "#page/body/figure.js";
import { poseOf } from "./poses.js";

/** @param {string} name */
const part = (name) => ({ bone: `${name} bone`, body: `${name} body` });
const PALETTE = {
  left: part("left"),
  right: part("right"),
  middle: part("middle"),
  equipment: "equipment",
};

/** @typedef {{ how: string, colour: unknown, width: number, path: unknown[][] }} Mark */

/** A canvas context that records what is painted on it: the colour and the path. */
class Paper {
  /** @type {Mark[]} */
  marks = [];
  /** @type {unknown[][]} */
  #path = [];
  fillStyle = "";
  strokeStyle = "";
  lineWidth = 0;

  get context() {
    return /** @type {CanvasRenderingContext2D} */ (/** @type {unknown} */ (this));
  }

  beginPath() {
    this.#path = [];
  }

  /** @param {number[]} arc */
  arc(...arc) {
    this.#path.push(["arc", ...arc.slice(0, 3)]);
  }

  /** @param {number[]} point */
  lineTo(...point) {
    this.#path.push(["line", ...point]);
  }

  fill() {
    this.#mark("fill", this.fillStyle, this.#path);
  }

  stroke() {
    this.#mark("stroke", this.strokeStyle, this.#path);
  }

  /** @param {unknown[]} text with its place */
  fillText(...text) {
    this.#mark("text", this.fillStyle, [text]);
  }

  strokeText() {
    // The outline of the text is where the text is.
  }

  /**
   * @param {string} how
   * @param {unknown} colour
   * @param {unknown[][]} path
   */
  #mark(how, colour, path) {
    this.marks.push({ how, colour, width: this.lineWidth, path });
  }
}

/**
 * @param {import("#page/messages.js").Points} points
 * @param {import("#page/messages.js").EquipmentKind | null} equipment
 */
function drawn(points, equipment = null) {
  const paper = new Paper();
  drawBody(paper.context, points, 100, PALETTE, equipment);
  return paper.marks;
}

test("a person without joints draws nothing", () => {
  assert.deepEqual(drawn(poseOf({})), []);
});

test("a thigh has its side's colours and tapers from hip to knee", () => {
  const marks = drawn(poseOf({ LEFT_HIP: [0, 0], LEFT_KNEE: [0, 80] }));
  assert.deepEqual(
    marks.map(({ how, colour }) => [how, colour]),
    [
      ["fill", "left body"],
      ["stroke", "left bone"],
    ],
  );
  assert.deepEqual(marks[0].path, [
    ["arc", 0, 0, 15],
    ["arc", 0, 80, 10],
  ]);
  assert.deepEqual(marks[1].path, [
    ["line", 0, 0],
    ["line", 0, 80],
  ]);
  assert.equal(marks[1].width, 5);
});

test("a limb with a missing end is left out", () => {
  assert.deepEqual(drawn(poseOf({ LEFT_KNEE: [0, 0], RIGHT_KNEE: [9, 9] })), []);
});

test("arms are drawn over the trunk and legs under it", () => {
  const marks = drawn(
    poseOf({
      RIGHT_SHOULDER: [0, 0],
      LEFT_SHOULDER: [40, 0],
      LEFT_HIP: [40, 90],
      RIGHT_HIP: [0, 90],
      RIGHT_KNEE: [0, 160],
      LEFT_ELBOW: [50, 50],
    }),
  );
  const bodies = marks.filter(({ how }) => how === "fill").map(({ colour }) => colour);
  assert.deepEqual(bodies, ["right body", "middle body", "left body"]);
});

test("the head is a circle around the middle of the face", () => {
  const marks = drawn(poseOf({ NOSE: [10, 20], LEFT_EAR: [30, 20] }));
  assert.deepEqual(marks.at(-1)?.path, [["arc", 20, 20, 20]]);
});

test("the ends of a bar are rings over the body, with a line between them", () => {
  const marks = drawn([...poseOf({ NOSE: [5, 5] }), [-60, 0], [60, 10]], "barbell");
  assert.deepEqual(
    marks.slice(-3).map(({ colour, path }) => [colour, path]),
    [
      ["equipment", [["line", -60, 0], ["line", 60, 10]]], // prettier-ignore
      ["equipment", [["arc", -60, 0, 12]]],
      ["equipment", [["arc", 60, 10, 12]]],
    ],
  );
});

test("nothing joins a pair, or ends of what nobody knows", () => {
  for (const kind of /** @type {const} */ (["dumbbells", "kettlebells", null])) {
    const marks = drawn([...poseOf({}), [-60, 0], [60, 10]], kind);
    assert.deepEqual(
      marks.map(({ path }) => path),
      [[["arc", -60, 0, 12]], [["arc", 60, 10, 12]]],
    );
  }
});

test("of a bar of which one end is hidden, the other is drawn", () => {
  const marks = drawn([...poseOf({}), null, [60, 10]], "barbell");
  assert.deepEqual(marks.map(({ path }) => path), [[["arc", 60, 10, 12]]]); // prettier-ignore
});

test("a person's number is on the chest and large enough to read", () => {
  const paper = new Paper();
  const points = poseOf({ NECK: [50, 10], MID_HIP: [50, 30], NOSE: [90, 0] });
  drawNumber(paper.context, 7, points, 1, PALETTE.middle);
  assert.deepEqual(paper.marks[0].path, [["7", 50, 20]]);
  assert.match(paper.context.font, /^700 14px /);
});
