// How fast the reps of each set were lifted. Pure.

/** @import { VerdictView } from "../../messages.js" */

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
 * @property {number | null} loss_ratio of the slowest beside the fastest; null: too few tell
 */

/**
 * The sets of which all reps are there and some tell their speed, newest first.
 *
 * @param {VerdictView[]} reps in any order
 * @returns {SetSpeed[]}
 */
export function setSpeeds(reps) {
  /** @type {Map<string, VerdictView[]>} */
  const sets = new Map();
  for (const rep of reps) {
    const key = [rep.station_id, rep.track_id, rep.set_number, rep.session_id, rep.exercise].join();
    sets.set(key, [...(sets.get(key) ?? []), rep]);
  }
  return [...sets.values()]
    .flatMap(speedOf)
    .sort((one, other) => other.started_ms - one.started_ms);
}

/**
 * @param {VerdictView[]} reps of one set
 * @returns {SetSpeed[]} one, or none
 */
function speedOf(reps) {
  const inOrder = [...reps].sort((one, other) => one.rep_number - other.rep_number);
  const [first] = inOrder;
  const speeds = inOrder.flatMap(({ speed }) =>
    speed && speed.of_first_ratio !== null ? [speed.mean_tl_s] : [],
  );
  if (first.rep_number !== 1 || !speeds.length) {
    return []; // Its beginning is not loaded, or nothing of it was measured.
  }
  const isTold = speeds.length >= LEAST_TIMED;
  return [
    {
      exercise: first.exercise,
      started_ms: first.started_ms,
      reps: reps.length,
      first_tl_s: speeds[0],
      loss_ratio: isTold ? 1 - Math.min(...speeds) / Math.max(...speeds) : null,
    },
  ];
}
