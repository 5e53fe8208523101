// The weeks that a history shows.

const DAY_MS = 24 * 3600 * 1000;
const WEEK_DAYS = 7;

/**
 * The first and the last day of so many weeks, the current one included; weeks begin on Monday.
 * Tomorrow is in it, as it may have begun where the gym is.
 *
 * @param {number} weeks
 * @param {Date} now
 */
export function daysOf(weeks, now) {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const sinceMonday = (new Date(today).getUTCDay() + WEEK_DAYS - 1) % WEEK_DAYS;
  const first = today - (sinceMonday + (weeks - 1) * WEEK_DAYS) * DAY_MS;
  return { first_day: isoDay(first), last_day: isoDay(today + DAY_MS) };
}

/** @param {number} ms */
function isoDay(ms) {
  return new Date(ms).toISOString().slice(0, "YYYY-MM-DD".length);
}
