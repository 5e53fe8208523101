// The outlines of drawn shapes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { barbs, capsule } from "#page/body/outlines.js";
import { near } from "./near.js";

const { PI, SQRT2, hypot, cos, sin } = Math;

test("a capsule of one thickness has two half circles that face outwards", () => {
  const [back, front] = capsule([0, 0], [10, 0], 2, 2);
  near(back, [0, 0, 2, PI / 2, (3 * PI) / 2]);
  near(front, [10, 0, 2, -PI / 2, PI / 2]);
});

test("the sides of a capsule touch both circles", () => {
  const [from, to] = capsule([0, 0], [3, 4], 2, 1);
  for (const [at, other] of [
    [from[3], to[4]],
    [from[4], to[3]],
  ]) {
    const start = [from[0] + from[2] * cos(at), from[1] + from[2] * sin(at)];
    const end = [to[0] + to[2] * cos(other), to[1] + to[2] * sin(other)];
    // A tangent of both circles: by Pythagoras, from the distance and the difference of radii.
    near([hypot(end[0] - start[0], end[1] - start[1])], [Math.sqrt(25 - 1)]);
  }
});

test("if one circle contains the other, the larger one is drawn whole", () => {
  assert.deepEqual(capsule([0, 0], [1, 0], 5, 2), [[0, 0, 5, 0, 2 * PI]]);
  assert.deepEqual(capsule([1, 1], [1, 1], 3, 3), [[1, 1, 3, 0, 2 * PI]]);
});

test("an arrow's barbs have the given length, at its tip, one on either side", () => {
  const [one, other] = barbs([0, 0], [10, 10], 4);
  near([hypot(one[0] - 10, one[1] - 10), hypot(other[0] - 10, other[1] - 10)], [4, 4]);
  // The line runs along the diagonal, so the barbs mirror each other.
  near(one, [other[1], other[0]]);
  near([(20 - one[0] - one[1]) / SQRT2], [4 * cos(0.5)]);
});
