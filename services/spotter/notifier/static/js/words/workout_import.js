// The words about a file of another app, as `spotter workout import` says them.

/** @import { ImportView, WorkoutView } from "../records/workouts/types.js" */

import { count, gymDay } from "./text.js";

/** @param {Pick<ImportView, "workout_count">} found */
export function foundInWords({ workout_count }) {
  return `The file has ${count(workout_count, "workout", "workouts")}.`;
}

/**
 * @param {string} member their name
 * @param {Pick<ImportView, "stored_count" | "new_count">} stored
 */
export function storedInWords(member, { stored_count, new_count }) {
  return `${member} has ${count(stored_count, "workout", "workouts")} of the file, ${new_count} of them new.`;
}

/** @param {Pick<WorkoutView, "day" | "title">} plan */
export function plannedInWords({ day, title }) {
  return `Planned on ${gymDay(day ?? "")}: ${title}`;
}
