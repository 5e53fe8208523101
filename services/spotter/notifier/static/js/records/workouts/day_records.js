// What the records say of a member's day.

/** @import { HistoryView, Page } from "../types.js" */
/** @import { WorkoutView } from "./types.js" */

import { ask } from "../../api.js";

/**
 * @param {string} parts of the query: whose, and on which day
 * @returns {Promise<import("../../api.js").Asked<Page<WorkoutView>>>}
 */
export function workoutsOf(parts) {
  return ask(`workouts?${parts}&limit=1000`);
}

/**
 * The exercises of which Spotter saw reps; none if it cannot be asked.
 *
 * @param {string} parts of the query: whose, and on which day
 */
export async function repsOf(parts) {
  /** @type {import("../../api.js").Asked<HistoryView>} */
  const found = await ask(`history?${parts}`);
  return "answer" in found ? found.answer.exercises : [];
}
