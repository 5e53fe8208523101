// The boxes that were taken, and the track that they gave.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Lesson } from "#page/records/exercises/equipment/lesson.js";
import { markOf, withMark, withoutMark } from "#page/records/exercises/equipment/marks.js";
import { film, mark, track } from "./films.js";

test("marks are kept in the order of the pictures, one for each end of a picture", () => {
  const marks = [mark(9, "left"), mark(2, "right"), mark(9, "right")].reduce(withMark, []);
  assert.deepEqual(
    marks.map(({ index, end }) => [index, end]),
    [
      [2, "right"],
      [9, "left"],
      [9, "right"],
    ],
  );
  const moved = { ...mark(9, "left"), x_px: 77 };
  assert.equal(markOf(withMark(marks, moved), { index: 9, end: "left" })?.x_px, 77);
  assert.equal(withMark(marks, moved).length, 3);
  assert.equal(withoutMark(marks, { index: 9, end: "right" }).length, 2);
});

test("ends that are named and one that is not are never mixed: the latest box counts", () => {
  const named = [mark(1, "left"), mark(1, "right")].reduce(withMark, []);
  assert.deepEqual(withMark(named, mark(5, null)), [mark(5, null)]);
  assert.deepEqual(withMark([mark(5, null)], mark(1, "left")), [mark(1, "left")]);
});

test("what Spotter proposes is offered until a box is taken", () => {
  const lesson = new Lesson();
  const proposals = [mark(4, "left"), mark(6, "right")];
  const offered = { ...film(), proposals };
  assert.deepEqual(lesson.proposed(offered), proposals);
  lesson.accept(proposals);
  assert.deepEqual(lesson.proposed(offered), []);
  assert.deepEqual(lesson.marks, proposals);
});

test("a track is that of the boxes until one is added, moved or removed", () => {
  const lesson = new Lesson();
  lesson.take(mark(4, null));
  assert.ok(!lesson.wasFollowed && !lesson.isFollowed);
  lesson.follow(lesson.marks);
  assert.ok(lesson.wasFollowed && lesson.isFollowed);
  lesson.take(mark(7, null));
  assert.ok(lesson.wasFollowed && !lesson.isFollowed);
});

test("over a picture there are its boxes, what is held, and the track until then", () => {
  const lesson = new Lesson();
  lesson.take(mark(4, "left"));
  lesson.take(mark(4, "right"));
  const followed = { ...film(), tracks: [track("left", [3, 4]), track("right", [4])] };
  lesson.follow(lesson.marks);
  const drawn = lesson.drawn(followed, 4, "left");
  assert.deepEqual(drawn.held, { end: "left", box: mark(4, "left"), isTaken: true });
  assert.deepEqual(drawn.boxes, [{ end: "right", box: mark(4, "right") }]);
  assert.deepEqual(
    drawn.tracks.map(({ end, place, runs }) => [end, place?.x_px, runs[0].length]),
    [
      ["left", 104, 2],
      ["right", 104, 1],
    ],
  );
  assert.equal(lesson.drawn(followed, 3, "left").held, null);
});

test("a single track is corrected by the end that its box has, named or not", () => {
  const lesson = new Lesson();
  lesson.take(mark(4, null));
  const followed = { ...film(), tracks: [track("right", [2, 8])] };
  const stretch = /** @type {const} */ ({ end: "right", from_s: 0, to_s: 1, first: 0, last: 1 });
  assert.equal(lesson.endOf(stretch), null);
  assert.equal(lesson.placeNear(followed, null, 6)?.x_px, 108);
  lesson.take(mark(4, "right"));
  assert.equal(lesson.endOf(stretch), "right");
});

test("a single track is of the end whose box was followed, whichever is chosen now", () => {
  const followed = { ...film(), tracks: [track("right", [2, 8])] };
  for (const end of /** @type {const} */ (["right", null])) {
    const lesson = new Lesson();
    lesson.take(mark(4, end));
    lesson.follow(lesson.marks);
    lesson.take(mark(5, "left"));
    assert.deepEqual(
      lesson.drawn(followed, 4, "left").tracks.map((one) => one.end),
      [end],
    );
  }
});

test("an end that was not followed is nowhere, beside another one that was", () => {
  const followed = { ...film(), tracks: [track("right", [2, 8])] };
  assert.equal(new Lesson().placeNear(followed, "left", 6), null);
});

test("without a track nobody knows where it is", () => {
  assert.equal(new Lesson().placeNear(film(), null, 0), null);
});
