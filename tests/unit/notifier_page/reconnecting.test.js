// How long the page waits before it tries to connect again.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Waits } from "#page/reconnecting.js";

const MIDDLE = 0.5;

test("each wait is twice as long as the one before, up to eight seconds", () => {
  const waits = new Waits();
  const found = Array.from({ length: 7 }, () => waits.next(MIDDLE));
  assert.deepEqual(found, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
});

test("chance spreads a wait by a quarter either way", () => {
  assert.deepEqual([new Waits().next(0), new Waits().next(1)], [375, 625]);
});

test("after a success the waits start anew", () => {
  const waits = new Waits();
  waits.next(MIDDLE);
  waits.next(MIDDLE);
  waits.startAnew();
  assert.equal(waits.next(MIDDLE), 500);
});
