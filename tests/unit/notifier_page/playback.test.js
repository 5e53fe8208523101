// The playback time of a rep.

import assert from "node:assert/strict";
import { test } from "node:test";

import { frameAt, advance } from "#page/rep/playback.js";
import { near } from "./near.js";

test("a rep plays slower than it was performed", () => {
  near([advance(1, 500, 3)], [1.3]);
});

test("playback pauses at the end, then starts again", () => {
  near([advance(3, 500, 3)], [3.3]);
  assert.equal(advance(3.5, 500, 3), 0);
});

test("a frame is shown until the next one's time", () => {
  const timesS = [0, 0.1, 0.4];
  assert.deepEqual(
    [0, 0.09, 0.1, 0.39, 0.4, 9].map((seconds) => frameAt(timesS, seconds)),
    [0, 0, 1, 1, 2, 2],
  );
});

test("before the first frame's time the first frame is shown", () => {
  assert.equal(frameAt([0.2, 0.3], 0), 0);
});
