// The sections of the list of alerts: what to look at, who looks already, what waits, what ended.

/** @import { AlertView, ClassLineView, SilenceView } from "../types.js" */
/** @import { KnownAlerts } from "./alerts.js" */

/**
 * @typedef {object} Sections each in the order of rank
 * @property {ClassLineView[]} lines
 * @property {AlertView[]} now nobody has taken them
 * @property {AlertView[]} mine
 * @property {AlertView[]} others
 * @property {AlertView[]} waiting beyond what a trainer can look at, or held back for another reason
 * @property {AlertView[]} declined not for me, and nobody else's yet
 * @property {AlertView[]} ended latest first
 * @property {SilenceView[]} silences the first to end first
 */

/**
 * @param {KnownAlerts} known
 * @param {string} me whoever looks
 * @param {number} nowMs
 * @param {(stationId: string) => boolean} isShown whether the station passes the filter
 * @returns {Sections}
 */
export function sectionsOf(known, me, nowMs, isShown) {
  const open = known.open.filter((one) => isShown(one.station_id));
  /** @param {keyof Sections} name */
  const of = (name) => open.filter((one) => sectionOf(one, me) === name);
  return {
    lines: [...known.lines.values()].filter((line) => line.ended_ms === null),
    now: of("now"),
    mine: of("mine"),
    others: of("others"),
    waiting: of("waiting"),
    declined: of("declined"),
    ended: endedOf([...known.alerts.values()].filter((one) => isShown(one.station_id))),
    silences: [...known.silences.values()]
      .filter((one) => one.until_ms > nowMs)
      .sort((one, other) => one.until_ms - other.until_ms),
  };
}

/**
 * @param {AlertView} alert an open one
 * @param {string} me
 * @returns {"now" | "mine" | "others" | "waiting" | "declined"}
 */
export function sectionOf(alert, me) {
  if (alert.taking) {
    return alert.taking.author === me ? "mine" : "others";
  }
  if (alert.holding) {
    return "waiting";
  }
  return alert.declined_by.includes(me) ? "declined" : "now";
}

/** @param {AlertView[]} alerts */
function endedOf(alerts) {
  return alerts
    .filter((one) => one.ended_ms !== null)
    .sort((one, other) => (other.ended_ms ?? 0) - (one.ended_ms ?? 0));
}
