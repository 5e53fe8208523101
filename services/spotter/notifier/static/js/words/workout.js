// The words about a workout.

/** @import { ItemView, WorkoutView } from "../records/workouts/types.js" */

import { count, exerciseName, number } from "./text.js";

/** @typedef {"kg" | "lb"} LoadUnit */

const KG_PER_LB = 0.45359237;

/**
 * @param {string} memberId
 * @param {string} [day] YYYY-MM-DD; today if it is left out
 */
export function workoutsHref(memberId, day = "") {
  const member = `workouts?member=${encodeURIComponent(memberId)}`;
  return day ? `${member}&day=${day}` : member;
}

/** @param {string} memberId whose plans are meant, as iCalendar */
export function calendarHref(memberId) {
  return `api/v1/members/${encodeURIComponent(memberId)}/workouts.ics`;
}

/**
 * Sets and what each of them is, such as "3 × 8", "3 × 8–12" or "2 × 45 s".
 *
 * @param {Pick<ItemView, "sets" | "reps" | "seconds" | "least_reps">} item
 */
export function setsInWords({ sets, reps, seconds, least_reps }) {
  const range = least_reps === null ? reps : `${least_reps}–${reps}`;
  return `${sets} × ${reps === null ? `${number(seconds ?? 0)} s` : range}`;
}

/**
 * @param {number} loadKg
 * @param {LoadUnit} unit in which it is shown
 */
export function loadIn(loadKg, unit) {
  return unit === "lb" ? loadKg / KG_PER_LB : loadKg;
}

/**
 * What is to be done of an exercise, without its name.
 *
 * @param {ItemView} item
 * @param {LoadUnit} unit
 */
export function itemInWords(item, unit) {
  return [
    setsInWords(item),
    item.load_kg === null ? "" : `${number(loadIn(item.load_kg, unit))} ${unit}`,
    item.rest_s === null ? "" : `rest ${number(item.rest_s)} s`,
    item.tempo === null ? "" : `tempo ${item.tempo}`,
    item.most_speed_loss_ratio === null
      ? ""
      : `ends ${number(100 * item.most_speed_loss_ratio)} % slower`,
  ]
    .filter(Boolean)
    .join(", ");
}

/**
 * What was planned and what was done on a day, an exercise a row: those planned first, in the order
 * of the plan.
 *
 * @param {WorkoutView[]} workouts of the day
 * @param {{ exercise: string; reps: number }[]} seen reps that Spotter saw on that day
 * @param {LoadUnit} unit
 */
export function besideThePlan(workouts, seen, unit) {
  /** @type {Map<string, { exercise: string; planned: string[]; done: string[] }>} */
  const rows = new Map();
  const rowOf = (/** @type {string} */ exercise) => {
    const row = rows.get(exercise) ?? { exercise, planned: [], done: [] };
    rows.set(exercise, row);
    return row;
  };
  for (const kind of /** @type {const} */ (["planned", "performed"])) {
    for (const item of workouts.filter((one) => one.kind === kind).flatMap((one) => one.items)) {
      rowOf(item.exercise)[kind === "planned" ? "planned" : "done"].push(itemInWords(item, unit));
    }
  }
  for (const { exercise, reps } of seen) {
    rowOf(exercise).done.push(`${count(reps, "rep", "reps")} seen by Spotter`);
  }
  return [...rows.values()].map((row) => ({ ...row, exercise: exerciseName(row.exercise) }));
}
