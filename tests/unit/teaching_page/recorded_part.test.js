// Which part of what a station sends is a recording.

import assert from "node:assert/strict";
import { test } from "node:test";

import { LONGEST_MS, partOf } from "#page/records/exercises/recorded_part.js";

const BEGUN = { since_ms: 1_700_000_000_000 };
const MOST_OF_API_MS = 120_000;

test("a recording that goes on is all until now", () => {
  const { since_ms, until_ms } = partOf(BEGUN, LONGEST_MS - 1);
  assert.deepEqual([since_ms, until_ms], [BEGUN.since_ms, undefined]);
});

test("however late it is asked for, it is never longer than the API takes", () => {
  for (const elapsedMs of [LONGEST_MS, 119_000, 500_000]) {
    const { until_ms = Infinity } = partOf(BEGUN, elapsedMs);
    assert.ok(until_ms - BEGUN.since_ms <= MOST_OF_API_MS);
    assert.ok(until_ms - BEGUN.since_ms <= elapsedMs, "nothing that is not recorded yet");
  }
});

test("before the API has told when it began, nothing is said of it", () => {
  assert.deepEqual(partOf(null, 0), {});
});
