// Points, boxes and interpolation between poses.

import assert from "node:assert/strict";
import { test } from "node:test";

import { between, boxOf, centreOf, fit, torsoLength } from "#page/body/geometry.js";
import { JOINT } from "#page/body/joints.js";
import { poseOf } from "./poses.js";

test("a box contains the points that are not missing", () => {
  assert.deepEqual(boxOf([[3, 1], null, [-2, 5]]), { left: -2, right: 3, top: 1, bottom: 5 });
  assert.equal(boxOf([null, null]), null);
});

test("the centre is the mean of the points that are not missing", () => {
  assert.deepEqual(centreOf([[0, 0], null, [4, 0], [2, 6]]), [2, 2]);
  assert.equal(centreOf([null]), null);
});

test("the torso length is the distance from neck to hips, if neither is missing", () => {
  assert.equal(torsoLength(poseOf({ NECK: [10, 10], MID_HIP: [13, 14] })), 5);
  assert.equal(torsoLength(poseOf({ NECK: [10, 10] })), null);
});

test("a joint is interpolated between two poses", () => {
  assert.deepEqual(between([[0, 0]], [[8, 4]], 0.25), [[2, 1]]);
});

test("a joint that appears is at its new place, and one that disappears is missing", () => {
  assert.deepEqual(between([null, [1, 1]], [[8, 4], null], 0.5), [[8, 4], null]);
});

test("a box fits a canvas with its margin, as large as the tighter side allows", () => {
  const box = { left: 0, right: 2, top: 0, bottom: 4 };
  const { scale, place } = fit(box, { width: 100, height: 100 }, 0.1);
  assert.equal(scale, 20);
  assert.deepEqual(place([1, 2]), [50, 50]);
  assert.deepEqual(place([0, 0]), [30, 10]);
  assert.equal(place(null), null);
});

test("the centre of a box can be off the canvas's centre", () => {
  const box = { left: 0, right: 2, top: 0, bottom: 4 };
  assert.deepEqual(fit(box, { width: 100, height: 100 }, 0.1, 0.6).place([1, 2]), [60, 50]);
});

test("a single point is placed in the middle", () => {
  const box = { left: 5, right: 5, top: 7, bottom: 7 };
  assert.deepEqual(fit(box, { width: 100, height: 40 }, 0.1).place([5, 7]), [50, 20]);
});

test("every joint has its index in BODY_25", () => {
  assert.equal(JOINT.NOSE, 0);
  assert.equal(JOINT.MID_HIP, 8);
  assert.equal(JOINT.RIGHT_HEEL, 24);
});
