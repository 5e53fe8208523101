// What a station's screen says of how fast the latest rep was lifted. Pure.

/** @import { SpeedView, VerdictView } from "../../messages.js" */
/** @import { Words } from "./shown_set.js" */

import { number } from "../../words/text.js";

/**
 * Of a good rep: the speed in metres, with the power that lifted the load, where they are known, and
 * the speed beside that of the set's first rep.
 *
 * @param {Pick<VerdictView, "rep_number" | "speed"> | null} last
 * @param {number | null} [loadKg] null: nobody knows
 * @returns {Words[]}
 */
export function shownSpeed(last, loadKg = null) {
  const ratio = last?.speed?.of_first_ratio ?? null;
  if (!last?.speed || ratio === null) {
    return [];
  }
  const metres = inMetres(last.speed, loadKg);
  const percent = Math.round(100 * ratio);
  return last.rep_number === 1 ? metres : [...metres, ["speed_of_first", { percent }]];
}

/**
 * @param {SpeedView} speed
 * @param {number | null} loadKg
 * @returns {Words[]}
 */
function inMetres({ mean_m_s, mean_w_per_kg }, loadKg) {
  if (mean_m_s === null || mean_w_per_kg === null) {
    return [];
  }
  const speed = number(Math.round(100 * mean_m_s) / 100);
  const watts = Math.round(mean_w_per_kg * (loadKg ?? 0));
  return watts
    ? [
        ["rep_speed", { speed }],
        ["power", { watts }],
      ]
    : [["rep_speed", { speed }]];
}
