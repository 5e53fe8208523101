// Keeping people in view and to scale.

import assert from "node:assert/strict";
import { test } from "node:test";

import { followedView, pointsOf, torsoOf } from "#page/board/following.js";
import { near } from "./near.js";
import { poseOf } from "./poses.js";

const KNOWN = { left: 0, right: 1000, top: 0, bottom: 1000 };

test("coordinates become joints, null where either is missing", () => {
  const person = { xy: [1, 2, null, null, 5, 6], equipment: [] };
  assert.deepEqual(pointsOf(person), [[1, 2], null, [5, 6]]);
});

test("the ends of equipment come after the joints", () => {
  const person = { xy: [1, 2], equipment: [null, null, 7, 8] };
  assert.deepEqual(pointsOf(person), [[1, 2], null, [7, 8]]);
});

test("the first view contains everybody and has a minimum height", () => {
  const people = [[/** @type {[number, number]} */ ([100, 500])], [null]];
  const view = followedView(null, people, 16);
  assert.deepEqual(view, { left: 100, right: 100, top: 370, bottom: 630 });
});

test("a view without people does not change", () => {
  assert.equal(followedView(KNOWN, [[null]], 16), KNOWN);
  assert.equal(followedView(null, [], 16), null);
});

test("a view widens faster than it narrows", () => {
  const view = followedView(
    KNOWN,
    [
      [
        [-100, 100],
        [900, 1100],
      ],
    ],
    250,
  );
  assert.ok(view);
  const gone = 1 - Math.exp(-1);
  near([view.left, view.bottom], [-100 * gone, 1000 + 100 * gone]);
  assert.ok(view.top > 0 && view.top < 100 - 100 * Math.exp(-0.1));
  assert.ok(view.right < 1000 && view.right > 990);
});

test("after a long time the view is where people are", () => {
  const view = followedView(
    KNOWN,
    [
      [
        [400, 300],
        [600, 700],
      ],
    ],
    1e9,
  );
  assert.deepEqual(view, { left: 400, right: 600, top: 300, bottom: 700 });
});

test("a torso length grows at once, shrinks slowly, and is remembered", () => {
  /** @param {number} length */
  const person = (length) => poseOf({ NECK: [0, 0], MID_HIP: [0, length] });
  assert.equal(torsoOf(null, person(100), 16), 100);
  assert.equal(torsoOf(80, person(100), 16), 100);
  near([torsoOf(100, person(50), 9000) ?? 0], [50 + 50 * Math.exp(-1)]);
  assert.equal(torsoOf(100, poseOf({}), 16), 100);
  assert.equal(torsoOf(null, poseOf({}), 16), null);
});
