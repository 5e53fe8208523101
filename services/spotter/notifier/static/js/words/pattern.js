// The words about patterns of faults.

/** @import { PatternSearchView, PatternView } from "../records/exercises/types.js" */

import { count, dayAndClock, number } from "./text.js";

/**
 * How often a pattern is shown, such as "42 % of the faulty reps (21 reps)".
 *
 * @param {Pick<PatternView, "reps" | "share_ratio">} pattern
 */
export function shareInWords({ reps, share_ratio }) {
  return `${number(Math.round(100 * share_ratio))} % of the faulty reps (${count(reps, "rep", "reps")})`;
}

/**
 * How the share goes: its first and its latest week; empty with fewer than two.
 *
 * @param {PatternView["weeks"]} weeks oldest first
 */
export function trendInWords(weeks) {
  if (weeks.length < 2) {
    return "";
  }
  const [first, last] = [weeks[0], weeks[weeks.length - 1]].map(({ shown, reps }) =>
    Math.round((100 * shown) / reps),
  );
  return `${first} % in the first of ${weeks.length} weeks, ${last} % in the latest.`;
}

/**
 * How looking for patterns goes, or what it last came to.
 *
 * @param {PatternSearchView} search
 */
export function searchInWords({
  is_waiting,
  is_running,
  done_ratio,
  ended_ms,
  words,
  needed_reps,
}) {
  if (is_running) {
    return `Comparing faulty reps: ${Math.floor(100 * done_ratio)} %.`;
  }
  if (is_waiting) {
    return "It waits for its turn.";
  }
  return ended_ms === null
    ? `Nobody has looked yet. It takes ${needed_reps} faulty reps whose poses are kept.`
    : `Last looked ${dayAndClock(ended_ms)}: ${words}.`;
}
