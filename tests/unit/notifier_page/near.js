// Compares computed numbers.

import assert from "node:assert/strict";

const TOLERANCE = 1e-9;

/**
 * @param {readonly number[]} found
 * @param {readonly number[]} expected
 */
export function near(found, expected) {
  const isNear = found.every((value, place) => Math.abs(value - expected[place]) <= TOLERANCE);
  assert.ok(
    isNear && found.length === expected.length,
    `expected about ${expected}; found ${found}`,
  );
}
