// Boxes that are drawn, moved and resized in a picture.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  CORNERS,
  LEAST_PX,
  boxBetween,
  boxRound,
  firstBox,
  grown,
  holds,
  moved,
  resized,
} from "#page/records/exercises/equipment/picture/box.js";

/** @typedef {import("#page/records/exercises/equipment/picture/box.js").Box} Box */

const PICTURE = { width_px: 640, height_px: 480 };

/** @type {(x_px: number, y_px: number) => { x_px: number; y_px: number }} */
const spot = (x_px, y_px) => ({ x_px, y_px });

/** @type {(x_px: number, y_px: number, width_px: number, height_px: number) => Box} */
const box = (x_px, y_px, width_px, height_px) => ({ x_px, y_px, width_px, height_px });

/** @param {Box} one */
function isWithin({ x_px, y_px, width_px, height_px }) {
  return x_px >= 0 && y_px >= 0 && x_px + width_px <= 640 && y_px + height_px <= 480;
}

test("a box is drawn from any corner to the opposite one", () => {
  const corners = [spot(100, 50), spot(160, 50), spot(100, 120), spot(160, 120)];
  corners.forEach((from, place) => {
    const to = corners[3 - place];
    assert.deepEqual(boxBetween(from, to, PICTURE), box(100, 50, 60, 70));
  });
});

test("a box that is drawn beyond the picture ends at its edge", () => {
  assert.ok(isWithin(boxBetween(spot(600, 450), spot(700, 600), PICTURE)));
  assert.ok(isWithin(boxBetween(spot(-50, -20), spot(30, 30), PICTURE)));
});

test("a moved box keeps its size and stays in the picture", () => {
  assert.deepEqual(moved(box(100, 50, 60, 70), spot(5, -5), PICTURE), box(105, 45, 60, 70));
  assert.deepEqual(moved(box(100, 50, 60, 70), spot(900, 900), PICTURE), box(580, 410, 60, 70));
  assert.deepEqual(moved(box(100, 50, 60, 70), spot(-900, -900), PICTURE), box(0, 0, 60, 70));
});

test("a corner is dragged while the opposite one stays", () => {
  const drawn = box(100, 50, 60, 70);
  assert.deepEqual(resized(drawn, [1, 1], spot(10, 20), PICTURE), box(100, 50, 70, 90));
  assert.deepEqual(resized(drawn, [0, 0], spot(10, 20), PICTURE), box(110, 70, 50, 50));
  assert.deepEqual(resized(drawn, [1, 0], spot(10, 20), PICTURE), box(100, 70, 70, 50));
});

test("a corner never passes the opposite one, nor the picture's edge", () => {
  const drawn = box(100, 50, 60, 70);
  for (const corner of CORNERS) {
    for (const far of [-1000, 1000]) {
      const { x_px, y_px, width_px, height_px } = resized(drawn, corner, spot(far, far), PICTURE);
      assert.ok(width_px >= LEAST_PX && height_px >= LEAST_PX);
      assert.ok(isWithin({ x_px, y_px, width_px, height_px }));
      assert.equal(corner[0] ? x_px : x_px + width_px, corner[0] ? 100 : 160);
      assert.equal(corner[1] ? y_px : y_px + height_px, corner[1] ? 50 : 120);
    }
  }
});

test("a box grows round its middle, and shifts where the picture ends", () => {
  assert.deepEqual(grown(box(100, 50, 60, 70), spot(10, 0), PICTURE), box(95, 50, 70, 70));
  assert.deepEqual(grown(box(0, 0, 60, 70), spot(20, 20), PICTURE), box(0, 0, 80, 90));
  assert.equal(grown(box(100, 50, 60, 70), spot(-900, 0), PICTURE).width_px, LEAST_PX);
  assert.deepEqual(grown(box(9, 9, 600, 400), spot(900, 900), PICTURE), box(0, 0, 640, 480));
});

test("the box round a place is square, as far as the picture goes", () => {
  const place = { x_px: 300.4, y_px: 200.2, radius_px: 30 };
  assert.deepEqual(boxRound(place, PICTURE), box(270, 170, 60, 60));
  assert.ok(isWithin(boxRound({ ...place, x_px: 635 }, PICTURE)));
});

test("the first box that keys move is in the middle", () => {
  const { x_px, y_px, width_px, height_px } = firstBox(PICTURE);
  assert.equal(2 * x_px + width_px, 640);
  assert.equal(2 * y_px + height_px, 480);
});

test("a box holds what is between its edges", () => {
  const drawn = box(100, 50, 60, 70);
  assert.ok(holds(drawn, spot(100, 50)) && holds(drawn, spot(160, 120)));
  assert.ok(!holds(drawn, spot(99, 60)) && !holds(drawn, spot(110, 121)));
});
