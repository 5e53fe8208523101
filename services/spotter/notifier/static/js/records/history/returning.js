// The faults that come back, summed over the weeks. Pure.

/** @import { BucketView } from "../types.js" */

import { count } from "../../words/text.js";

const SHOWN = 6;
const CHANGED_RATIO = 1.25;

/**
 * The faults of all weeks, most reps first, each with how it goes.
 *
 * @param {BucketView[]} buckets oldest first
 */
export function returningFaults(buckets) {
  const half = Math.floor(buckets.length / 2);
  const early = shares(buckets.slice(0, half));
  const late = shares(buckets.slice(half));
  const all = shares(buckets);
  return [...all.values()]
    .sort((one, other) => other.reps - one.reps)
    .slice(0, SHOWN)
    .map(({ key, words, reps }) => ({
      words,
      often: `in ${reps} of ${count(judged(buckets), "rep", "reps")}`,
      trend: half ? trend(early.get(key)?.share ?? 0, late.get(key)?.share ?? 0) : "",
    }));
}

/** @param {BucketView[]} buckets */
function shares(buckets) {
  const total = judged(buckets);
  /** @type {Map<string, { key: string; words: string; reps: number; share: number }>} */
  const found = new Map();
  for (const { code, joint, words, reps } of buckets.flatMap((one) => one.faults)) {
    const key = `${code} ${joint}`;
    const before = found.get(key)?.reps ?? 0;
    found.set(key, { key, words, reps: before + reps, share: (before + reps) / total });
  }
  return found;
}

/** @param {BucketView[]} buckets */
function judged(buckets) {
  return buckets.reduce((sum, one) => sum + one.good + one.faulty, 0);
}

/**
 * @param {number} early
 * @param {number} late
 */
function trend(early, late) {
  if (late > early * CHANGED_RATIO) {
    return "more often lately";
  }
  return late * CHANGED_RATIO < early ? "less often lately" : "as often as before";
}
