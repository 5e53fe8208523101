// How old something is, and how much time is left, in words.

import { t } from "../words/language.js";

const MINUTE_S = 60;
const HOUR_S = 3600;
const NOW_S = 2;

/**
 * A time such as "40 s" or "3 min".
 *
 * @param {number} ms
 */
export function ageInWords(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < NOW_S) {
    return t("age_now");
  }
  if (seconds < MINUTE_S) {
    return t("age_s", { n: seconds });
  }
  return seconds < HOUR_S
    ? t("age_min", { n: Math.floor(seconds / MINUTE_S) })
    : t("age_h", { n: Math.floor(seconds / HOUR_S) });
}

/**
 * How much is left: never less than there is.
 *
 * @param {number} ms
 */
export function leftInWords(ms) {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < MINUTE_S
    ? t("age_s", { n: seconds })
    : t("age_min", { n: Math.ceil(seconds / MINUTE_S) });
}
