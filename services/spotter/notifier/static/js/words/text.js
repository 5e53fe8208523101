// Formats times, numbers and counts for people.

import { inGerman } from "./exercise_names.js";
import { pageLanguage } from "./language.js";

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const CLOCK_WITH_SECONDS = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const DAY_AND_CLOCK = new Intl.DateTimeFormat(undefined, {
  dateStyle: "medium",
  timeStyle: "short",
});
// Days of the gym come as YYYY-MM-DD, which browsers take for midnight in UTC.
const GYM_DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeZone: "UTC" });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: "long", timeZone: "UTC" });
const NUMBER = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });

/** @param {number} ms since the Unix epoch */
export const clock = (ms) => CLOCK.format(ms);

/** @param {number} ms since the Unix epoch */
export const clockWithSeconds = (ms) => CLOCK_WITH_SECONDS.format(ms);

/** @param {number} ms since the Unix epoch */
export const day = (ms) => DAY.format(ms);

/** @param {number} ms since the Unix epoch */
export const dayAndClock = (ms) => DAY_AND_CLOCK.format(ms);

/** @param {string} isoDay YYYY-MM-DD */
export const gymDay = (isoDay) => GYM_DAY.format(new Date(isoDay));

/** @param {string} isoDay YYYY-MM-DD */
export const weekday = (isoDay) => WEEKDAY.format(new Date(isoDay));

/** @param {number} value */
export const number = (value) => NUMBER.format(value);

/** @param {string} text */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {string} text what is to be said by itself */
export const sentence = (text) => capital(text.replace(/[.]?$/, "."));

/**
 * A count such as "1 rep" or "2 reps".
 *
 * @param {number} things
 * @param {string} one
 * @param {string} many
 */
export function count(things, one, many) {
  return `${things} ${things === 1 ? one : many}`;
}

/**
 * An exercise's name as it is shown; those of ours in the page's language.
 *
 * @param {string} exercise such as "front_squat", which is shown as "Front squat"
 */
export function exerciseName(exercise) {
  const name = pageLanguage() === "de" ? inGerman(exercise) : exercise;
  return capital(name.replaceAll(/[_-]/g, " "));
}
