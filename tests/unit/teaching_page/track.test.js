// Where a film's track is, its trail, and where it is unclear.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  middleOf,
  partOf,
  placeAt,
  placeNear,
  stretchesOf,
  trailOf,
} from "#page/records/exercises/equipment/track.js";
import { film, track } from "./films.js";

test("a place is told of pictures in which it is clear", () => {
  const known = track("left", [1, 2, 8]);
  assert.deepEqual(placeAt(known, 2), { x_px: 102, y_px: 50, radius_px: 10 });
  assert.equal(placeAt(known, 5), null);
});

test("the nearest place is before or after a picture", () => {
  const known = track("left", [1, 2, 8]);
  assert.deepEqual(
    [0, 4, 6, 10].map((index) => placeNear(known, index)?.x_px),
    [101, 102, 108, 108],
  );
  assert.equal(placeNear(track("left", []), 3), null);
});

test("a trail ends at the picture, and breaks where it was lost", () => {
  const known = track("left", [0, 1, 2, 8, 9, 10]);
  const runs = trailOf(known, film().times_ms, 9);
  assert.deepEqual(
    runs.map((run) => run.map(({ x_px }) => x_px)),
    [
      [100, 101, 102],
      [108, 109],
    ],
  );
});

test("a trail is of the last one and a half seconds", () => {
  const times_ms = Array.from({ length: 40 }, (_, index) => 100 * index);
  const known = track("left", [...times_ms.keys()]);
  const [run] = trailOf(known, times_ms, 30);
  assert.deepEqual([run[0].x_px, run.at(-1)?.x_px], [115, 130]);
});

test("unclear stretches are told by their pictures, in the order of time", () => {
  const tracks = [track("left", [], [[0.6, 0.84]]), track("right", [], [[0.1, 0.3]])];
  const [first, second] = stretchesOf({ ...film(), tracks });
  assert.deepEqual(first, { end: "right", from_s: 0.1, to_s: 0.3, first: 1, last: 3 });
  assert.deepEqual([second.end, second.first, second.last], ["left", 6, 8]);
  assert.equal(middleOf(second), 7);
});

test("a stretch lies on a slider where its pictures are", () => {
  const stretch = /** @type {const} */ ({ end: "left", from_s: 0, to_s: 1, first: 2, last: 7 });
  assert.deepEqual(partOf(stretch, 11), { start_ratio: 0.2, width_ratio: 0.5 });
  assert.deepEqual(partOf({ ...stretch, first: 0, last: 0 }, 1), {
    start_ratio: 0,
    width_ratio: 0,
  });
});
