// How fast the reps of each set were lifted. Pure.

/** @import { LedgerRepView } from "../types.js" */

/** Fewer reps tell no loss of speed. */
const LEAST_TIMED = 3;

/**
 * A set: when it began, and what its good reps tell of its speed.
 *
 * @typedef {object} SetSpeed
 * @property {string} exercise
 * @property {number} started_ms
 * @property {number} reps
 * @property {number} first_tl_s the mean speed of its first good rep, torso lengths a second
 * @property {number | null} first_m_s the same in metres; null: nobody knows the scale
 * @property {number | null} first_w the mean power of that rep, watts; null without metres or load
 * @property {number | null} loss_ratio of the slowest beside the fastest; null: too few tell
 */

/**
 * The sets of which all reps are there and some tell their speed, newest first.
 *
 * @param {LedgerRepView[]} reps in any order
 * @returns {SetSpeed[]}
 */
export function setSpeeds(reps) {
  /** @type {Map<string, LedgerRepView[]>} */
  const sets = new Map();
  for (const rep of reps) {
    const { station_id, track_id, set_number, session_id, exercise } = rep.verdict;
    const key = [station_id, track_id, set_number, session_id, exercise].join();
    sets.set(key, [...(sets.get(key) ?? []), rep]);
  }
  return [...sets.values()]
    .flatMap(speedOf)
    .sort((one, other) => other.started_ms - one.started_ms);
}

/**
 * @param {LedgerRepView[]} reps of one set
 * @returns {SetSpeed[]} one, or none
 */
function speedOf(reps) {
  const inOrder = [...reps].sort((one, other) => one.verdict.rep_number - other.verdict.rep_number);
  const first = inOrder[0].verdict;
  const told = inOrder.flatMap(({ verdict: { speed }, mean_w }) =>
    speed && speed.of_first_ratio !== null ? [{ ...speed, mean_w }] : [],
  );
  if (first.rep_number !== 1 || !told.length) {
    return []; // Its beginning is not loaded, or nothing of it was measured.
  }
  const isTold = told.length >= LEAST_TIMED;
  const speeds = told.map((one) => one.mean_tl_s);
  return [
    {
      exercise: first.exercise,
      started_ms: first.started_ms,
      reps: reps.length,
      first_tl_s: told[0].mean_tl_s,
      first_m_s: told[0].mean_m_s,
      first_w: told[0].mean_w,
      loss_ratio: isTold ? 1 - Math.min(...speeds) / Math.max(...speeds) : null,
    },
  ];
}
