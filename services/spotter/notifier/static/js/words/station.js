// The words about a station.

/** @import { StationView, StatusName } from "../messages.js" */

import { capital, clock, count } from "./text.js";

/** @type {Record<StatusName, string>} */
export const STATUSES = {
  live: "Live",
  connecting: "Connecting",
  offline: "Offline",
  ended: "Ended",
  paused: "Paused",
};

/** @type {Partial<Record<StatusName, string>>} */
const BEFORE_TIME = { offline: "since", ended: "at", paused: "since" };

const DELAY_SHOWN_S = 1;

/**
 * The status, and by how much a live picture is late because of how its camera sends it.
 *
 * @param {Pick<StationView, "status" | "delay_s">} station
 */
export function statusInWords({ status, delay_s }) {
  const isLate = status === "live" && delay_s >= DELAY_SHOWN_S;
  return isLate ? `${STATUSES[status]}, ${Math.round(delay_s)} s late` : STATUSES[status];
}

/** @typedef {Pick<StationView, "people" | "set_number" | "rep_count">} Counts */

/**
 * The notice over the picture of a station that is not live; null if it is live.
 *
 * @param {Counts & Pick<StationView, "status" | "since_ms" | "reason">} station
 */
export function stationNotice(station) {
  if (station.status === "live") {
    return null;
  }
  const word = BEFORE_TIME[station.status];
  const when = word && station.since_ms !== null ? ` ${word} ${clock(station.since_ms)}` : "";
  return {
    title: `${STATUSES[station.status]}${when}`,
    reason: capital(station.reason),
    counted: counted(station),
  };
}

/**
 * A summary such as "3 stations, 2 live".
 *
 * @param {Pick<StationView, "status">[]} stations
 */
export function summary(stations) {
  if (!stations.length) {
    return "No stations yet";
  }
  const live = stations.filter((station) => station.status === "live").length;
  return `${count(stations.length, "station", "stations")}, ${live} live`;
}

/** @param {Counts} station */
function counted(station) {
  if (station.people.length) {
    return station.people
      .map((one) => `Person ${one.track_id}, ${count(one.rep_count, "rep", "reps")}`)
      .join("; ");
  }
  return station.set_number === null
    ? ""
    : `Set ${station.set_number}, ${count(station.rep_count, "rep", "reps")}`;
}
