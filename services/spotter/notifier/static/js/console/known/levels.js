// How much somebody at a station needs help, and what happens there.

/** @import { StationView } from "../../messages.js" */
/** @import { SessionView } from "../../records/types.js" */
/** @import { AlertView, Priority } from "../types.js" */
/** @import { KnownAlerts } from "./alerts.js" */
/** @import { Level } from "../wall/layout.js" */

const RESTS_AFTER_MS = 20_000;
const EMPTY_AFTER_MS = 180_000;
const IN_A_ROW = 3;

/**
 * @typedef {"training" | "resting" | "empty" | "badly_framed" | "two_people" | "offline"
 *   | "connecting" | "ended" | "paused"} StateName
 */

/** @type {Record<"" | Priority, Level>} */
export const LEVELS = { "": 0, low: 1, medium: 2, high: 3 };

/** @typedef {{ level: Level; rank: number; reason: string }} StationNeed */

/**
 * By the ranking, if there is one; else by the latest verdicts, which rank nobody.
 *
 * @param {StationView} station
 * @param {KnownAlerts} known
 * @returns {StationNeed}
 */
export function needOf(station, known) {
  if (!known.isKnown || known.problem) {
    return { level: levelByVerdicts(station), rank: 0, reason: "" };
  }
  const need = known.needs.get(station.station_id);
  const alerts = known.openAt(station.station_id).filter(asksForSomebody);
  const level = Math.max(
    LEVELS[need?.priority ?? ""],
    ...alerts.map((one) => LEVELS[one.priority]),
  );
  return {
    level: /** @type {Level} */ (level),
    rank: Math.max(need?.rank ?? 0, ...alerts.map((one) => one.rank)),
    reason: alerts[0] ? inWords(alerts[0]) : (need?.reason ?? ""),
  };
}

/**
 * What happens at a station.
 *
 * @param {StationView} station
 * @param {SessionView | null | undefined} session null: there is none; undefined: not known
 * @param {AlertView[]} alerts the open ones there
 * @param {number} nowMs
 * @returns {StateName}
 */
export function stateOf(station, session, alerts, nowMs) {
  if (station.status !== "live") {
    return station.status;
  }
  if (alerts.some((one) => one.kind === "two_people" && one.is_active)) {
    return "two_people";
  }
  if (station.shortfalls.length) {
    return "badly_framed";
  }
  const sinceMs = nowMs - (station.last?.said_ms ?? -Infinity);
  if (sinceMs < RESTS_AFTER_MS) {
    return "training";
  }
  return session || sinceMs < EMPTY_AFTER_MS ? "resting" : "empty";
}

/** @param {AlertView} alert */
export function inWords({ title, reason }) {
  return [title, reason].filter(Boolean).join(", ");
}

/** @param {AlertView} alert */
function asksForSomebody(alert) {
  return alert.holding !== "silence" && alert.holding !== "camera";
}

/**
 * @param {StationView} station
 * @returns {Level}
 */
function levelByVerdicts({ recent, status, shortfalls }) {
  const latest = recent.slice(-IN_A_ROW).map((rep) => rep.outcome);
  const faulty = latest.filter((outcome) => outcome === "faulty").length;
  if (faulty === IN_A_ROW) {
    return 2;
  }
  const isFaulty = latest.at(-1) === "faulty";
  return isFaulty || status === "offline" || shortfalls.length > 0 ? 1 : 0;
}
