// Keys that move a box and make it larger or smaller.

import assert from "node:assert/strict";
import { test } from "node:test";

import { firstBox } from "#page/records/exercises/equipment/picture/box.js";
import { boxAfter } from "#page/records/exercises/equipment/picture/keys.js";

const PICTURE = { width_px: 640, height_px: 480 };
const BOX = { x_px: 100, y_px: 100, width_px: 50, height_px: 40 };

/** @type {(key: string, shiftKey?: boolean) => { key: string; shiftKey: boolean }} */
const pressed = (key, shiftKey = false) => ({ key, shiftKey });

test("the first arrow makes a box appear in the middle", () => {
  assert.deepEqual(boxAfter(null, pressed("ArrowLeft"), PICTURE), firstBox(PICTURE));
});

test("arrows move it by a hundredth of the picture, and back", () => {
  const moved = boxAfter(BOX, pressed("ArrowRight"), PICTURE);
  assert.deepEqual(moved, { ...BOX, x_px: 105 });
  assert.deepEqual(boxAfter(moved, pressed("ArrowLeft"), PICTURE), BOX);
  assert.deepEqual(boxAfter(BOX, pressed("ArrowUp"), PICTURE), { ...BOX, y_px: 95 });
  assert.deepEqual(boxAfter(BOX, pressed("ArrowDown"), PICTURE), { ...BOX, y_px: 105 });
});

test("with Shift, right and down make it larger, left and up smaller", () => {
  assert.equal(boxAfter(BOX, pressed("ArrowRight", true), PICTURE)?.width_px, 55);
  assert.equal(boxAfter(BOX, pressed("ArrowLeft", true), PICTURE)?.width_px, 45);
  assert.equal(boxAfter(BOX, pressed("ArrowDown", true), PICTURE)?.height_px, 45);
  assert.equal(boxAfter(BOX, pressed("ArrowUp", true), PICTURE)?.height_px, 35);
});

test("in a tiny picture a step is still a pixel", () => {
  const tiny = { width_px: 60, height_px: 40 };
  assert.equal(boxAfter({ ...BOX, x_px: 3, y_px: 0 }, pressed("ArrowRight"), tiny)?.x_px, 4);
});

test("another key means nothing", () => {
  assert.equal(boxAfter(BOX, pressed("a"), PICTURE), null);
  assert.equal(boxAfter(null, pressed("Tab"), PICTURE), null);
});
