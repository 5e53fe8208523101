// Which stations are shown: of a class, of a part of the gym, or a trainer's own.

/** @import { StationView } from "../../messages.js" */
/** @import { ClassView, SessionView } from "../../records/types.js" */
/** @import { Me } from "../../access.js" */
/** @import { AlertView } from "../types.js" */

/**
 * @typedef {object} Filter what is empty does not matter
 * @property {string} classId
 * @property {string} part
 * @property {boolean} isMine
 */

/** @type {Filter} */
export const EVERYTHING = { classId: "", part: "", isMine: false };

/**
 * What is known of a station when it is filtered.
 *
 * @typedef {object} Seen
 * @property {StationView} station
 * @property {SessionView | null | undefined} session
 * @property {AlertView[]} alerts
 */

/**
 * The part of the gym that a station's name tells: what comes before its number, such as "Rack".
 *
 * @param {string} name
 */
export function partOf(name) {
  const part = name.replace(/[\s._-]*\d+\s*$/, "").trim();
  return part || name;
}

/**
 * The parts of the gym that have several stations; none if that tells nothing apart.
 *
 * @param {string[]} names of stations
 */
export function partsOf(names) {
  /** @type {Map<string, number>} */
  const stations = new Map();
  for (const part of names.map(partOf)) {
    stations.set(part, (stations.get(part) ?? 0) + 1);
  }
  return stations.size > 1 ? [...stations.keys()].sort() : [];
}

/**
 * @param {Filter} filter
 * @param {Seen} seen
 * @param {ClassView[]} classes
 * @param {Me | null} me null: nobody knows
 */
export function isShown(filter, seen, classes, me) {
  const { station, session, alerts } = seen;
  /** @param {ClassView} one */
  const isOf = (one) =>
    session?.class_id
      ? session.class_id === one.class_id
      : one.station_ids.includes(station.station_id);
  const chosen = classes.filter((one) => one.class_id === filter.classId);
  return (
    (!filter.classId || chosen.some(isOf)) &&
    (!filter.part || partOf(station.name) === filter.part) &&
    (!filter.isMine ||
      alerts.some((one) => one.taking?.author === me?.author) ||
      classes.some((one) => one.trainers.includes(me?.name ?? "") && isOf(one)))
  );
}
