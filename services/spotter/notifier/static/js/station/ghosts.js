// How exercises are done well, from the notifier; each is asked for once.

/** @import { GhostView } from "./types.js" */

/** @type {Map<string, GhostView[]>} */
const known = new Map();

/**
 * @param {string} stationId
 * @param {string} exercise
 * @returns {Promise<GhostView[]>} none where nothing is known of the exercise
 */
export async function ghostsOf(stationId, exercise) {
  const found = known.get(exercise) ?? (await asked(stationId, exercise));
  if (found.length) {
    known.set(exercise, found);
  }
  return found;
}

/**
 * @param {string} stationId
 * @param {string} exercise
 * @returns {Promise<GhostView[]>}
 */
async function asked(stationId, exercise) {
  const query = new URLSearchParams({ exercise });
  try {
    const answer = await fetch(`api/stations/${encodeURIComponent(stationId)}/ghosts?${query}`);
    return answer.ok ? await answer.json() : [];
  } catch {
    return [];
  }
}
