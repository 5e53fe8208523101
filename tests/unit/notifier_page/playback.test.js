// The time of a rep that is played.

import assert from "node:assert/strict";
import { test } from "node:test";

import { frameAt, playedOn } from "#page/rep/playback.js";
import { near } from "./near.js";

test("a rep is played slower than it was done", () => {
  near([playedOn(1, 500, 3)], [1.3]);
});

test("it rests at its end, then begins anew", () => {
  near([playedOn(3, 500, 3)], [3.3]);
  assert.equal(playedOn(3.5, 500, 3), 0);
});

test("a frame is shown until the next one's time", () => {
  const timesS = [0, 0.1, 0.4];
  assert.deepEqual(
    [0, 0.09, 0.1, 0.39, 0.4, 9].map((seconds) => frameAt(timesS, seconds)),
    [0, 0, 1, 1, 2, 2],
  );
});

test("before the first frame the first is shown", () => {
  assert.equal(frameAt([0.2, 0.3], 0), 0);
});
