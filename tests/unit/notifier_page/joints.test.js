// The parts of a body to draw.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ARMS, FACE, jointWords, JOINTS, LEGS, SPINE, TRUNK } from "#page/body/joints.js";

/** @param {number[]} places */
const names = (places) => places.map((place) => JOINTS[place]);

test("joints and ends of equipment have words", () => {
  assert.equal(jointWords(13), "left knee");
  assert.deepEqual([25, 26].map(jointWords), ["left end of equipment", "right end of equipment"]);
});

test("each limb joins two joints of its own side", () => {
  for (const limb of [...ARMS, ...LEGS]) {
    const side = `${limb.side.toUpperCase()}_`;
    assert.ok(names([limb.from, limb.to]).every((name) => name.startsWith(side)));
  }
});

test("both sides have the same limbs, of the same thickness", () => {
  for (const limbs of [ARMS, LEGS]) {
    const [left, right] = ["left", "right"].map((side) =>
      limbs
        .filter((limb) => limb.side === side)
        .map(({ from, to, fromRadius, toRadius }) => [
          names([from, to]).map((name) => name.replace(/^\w+?_/, "")),
          fromRadius,
          toRadius,
        ]),
    );
    assert.deepEqual(left, right);
  }
});

test("the trunk goes around the body without crossing itself", () => {
  assert.deepEqual(names(TRUNK), ["RIGHT_SHOULDER", "LEFT_SHOULDER", "LEFT_HIP", "RIGHT_HIP"]);
});

test("spine and face consist of existing joints", () => {
  assert.deepEqual(names(SPINE), ["NECK", "MID_HIP"]);
  assert.deepEqual(names(FACE), ["NOSE", "LEFT_EYE", "RIGHT_EYE", "LEFT_EAR", "RIGHT_EAR"]);
});
