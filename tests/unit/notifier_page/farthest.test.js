import assert from "node:assert/strict";
import { test } from "node:test";

import { farthestFrame } from "../../../services/spotter/notifier/static/js/records/exercises/farthest.js";

/** @import { Points } from "../../../services/spotter/notifier/static/js/messages.js" */

test("a film begins where a joint is farthest from its place", () => {
  /** @type {Points[]} */
  const expected = [
    [[0, 0], null],
    [
      [0, 0],
      [1, 1],
    ],
    [
      [0, 0],
      [1, 1],
    ],
  ];
  /** @type {Points[]} */
  const done = [
    [
      [0, 1],
      [9, 9],
    ],
    [
      [0, 0],
      [1, 4],
    ],
    [[0, 2], null],
  ];
  assert.equal(farthestFrame(done, expected), 1);
});

test("movements that are the same begin at their first frame", () => {
  /** @type {Points[]} */
  const both = [[[0, 0]], [[1, 1]]];
  assert.equal(farthestFrame(both, both), 0);
});
