// The words about a class.

/** @import { ClassView } from "../records/types.js" */

import { gymDay, weekday } from "./text.js";

const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** @param {string} classId */
export const classHref = (classId) => `classes?id=${encodeURIComponent(classId)}`;

/**
 * When a class is, such as "Every Monday from 18:30 to 19:30".
 *
 * @param {Pick<ClassView, "first_day" | "is_weekly" | "starts_at" | "minutes">} plan
 */
export function whenInWords({ first_day, is_weekly, starts_at, minutes }) {
  const times = `from ${starts_at} to ${endOf(starts_at, minutes)}`;
  return is_weekly ? `Every ${weekday(first_day)} ${times}` : `On ${gymDay(first_day)} ${times}`;
}

/**
 * @param {string} startsAt HH:MM
 * @param {number} minutes
 */
function endOf(startsAt, minutes) {
  const [hour, minute] = startsAt.split(":").map(Number);
  const end = (hour * HOUR_MINUTES + minute + minutes) % DAY_MINUTES;
  const parts = [Math.floor(end / HOUR_MINUTES), end % HOUR_MINUTES];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
