// The words about films that teach equipment.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  EQUIPMENT,
  boxInWords,
  filmHeading,
  followedInWords,
  hasTwoEnds,
  keptInWords,
  markInWords,
  stretchInWords,
} from "#page/words/film.js";
import { film, mark, track } from "./films.js";

test("a box is asked for round what is followed", () => {
  assert.equal(filmHeading("barbell"), "Where is the plate or the bar's end?");
  assert.equal(filmHeading("dumbbell"), "Where is the dumbbell?");
  assert.equal(filmHeading("kettlebells"), "Where is the kettlebell?");
  assert.equal(filmHeading("other"), "Where is what is held?");
});

test("a band cannot be taught, and only one thing in both hands has one end", () => {
  assert.ok(!("band" in EQUIPMENT));
  const kinds = Object.keys(EQUIPMENT);
  assert.deepEqual(
    kinds.filter((kind) => !hasTwoEnds(kind)),
    ["dumbbell", "kettlebell"],
  );
});

test("a mark says which end it is round, if that was said, and when", () => {
  const { times_ms } = film();
  assert.equal(markInWords(mark(4, "left"), times_ms), "Left end at 0.4 s");
  assert.equal(markInWords(mark(4, null), times_ms), "At 0.4 s");
});

test("a stretch says from when to when", () => {
  const stretch = /** @type {const} */ ({ end: "left", from_s: 1, to_s: 2.34, first: 1, last: 2 });
  assert.equal(stretchInWords(stretch), "1 to 2.3 s, left end");
});

test("a box is told in pixels", () => {
  const box = { x_px: 310, y_px: 240, width_px: 60, height_px: 58 };
  assert.equal(boxInWords(box), "Box 60 wide and 58 high, 310 from the left and 240 from the top.");
});

test("it is told of the only end how well it was followed", () => {
  const tracks = [track("right", [0, 1, 2])];
  assert.deepEqual(followedInWords({ ...film(), tracks }), [
    "It is clear in 27 % of the pictures.",
  ]);
});

test("it is told of each of two ends how well it was followed", () => {
  const tracks = [track("left", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), track("right", [0, 1, 2])];
  assert.deepEqual(followedInWords({ ...film(), tracks }), [
    "The left end is clear in 100 % of the pictures.",
    "The right end is clear in 27 % of the pictures.",
  ]);
});

test("it is told how much longer pictures are kept, and that the hour is over", () => {
  assert.match(keptInWords(3_600_000, 0), /60 minutes at most/);
  assert.match(keptInWords(3_600_000, 3_599_000), /1 minute at most/);
  assert.match(keptInWords(3_600_000, 3_600_000), /^The hour is over/);
});
