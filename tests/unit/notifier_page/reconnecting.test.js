// How long the page waits before it reconnects.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Backoff } from "#page/reconnecting.js";

const MIDDLE = 0.5;

test("each wait is twice as long as the one before, up to eight seconds", () => {
  const backoff = new Backoff();
  const found = Array.from({ length: 7 }, () => backoff.next(MIDDLE));
  assert.deepEqual(found, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
});

test("randomness varies a wait by a quarter either way", () => {
  assert.deepEqual([new Backoff().next(0), new Backoff().next(1)], [375, 625]);
});

test("after a success the waits start over", () => {
  const backoff = new Backoff();
  backoff.next(MIDDLE);
  backoff.next(MIDDLE);
  backoff.reset();
  assert.equal(backoff.next(MIDDLE), 500);
});
