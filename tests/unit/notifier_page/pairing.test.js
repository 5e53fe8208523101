// Finding the moment of the reference that matches a frame of the attempt.

import assert from "node:assert/strict";
import { test } from "node:test";

import { itemAt, partners } from "#page/rep/pairing.js";

/** @type {(before: number, after: number, ratio: number) => number} */
const mix = (before, after, ratio) => before + ratio * (after - before);

test("a frame with several partners is at their mean", () => {
  const pairs = /** @type {[number, number][]} */ ([
    [0, 0],
    [1, 2],
    [1, 3],
    [1, 4],
    [2, 9],
  ]);
  assert.deepEqual(partners(pairs, 3), [0, 3, 9]);
});

test("a frame without a partner is interpolated between its neighbours", () => {
  const pairs = /** @type {[number, number][]} */ ([
    [1, 4],
    [4, 10],
  ]);
  assert.deepEqual(partners(pairs, 6), [4, 4, 6, 8, 10, 10]);
});

test("without an alignment there are no places, and pairs beyond the frames are ignored", () => {
  assert.deepEqual(partners([], 3), [null, null, null]);
  assert.deepEqual(partners([[7, 1]], 2), [null, null]);
});

test("a place between two items is a mixture of them", () => {
  assert.equal(itemAt([0, 10, 30], 1.25, mix), 15);
});

test("a place after the last item is the last item", () => {
  assert.equal(itemAt([0, 10, 30], 2, mix), 30);
  assert.equal(itemAt([0, 10, 30], 7.5, mix), 30);
});

test("without a place, or without items, there is nothing", () => {
  assert.equal(itemAt([1, 2], null, mix), null);
  assert.equal(itemAt([], 0, mix), null);
});
