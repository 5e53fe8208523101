// What the console knows of the gym: its stations, who trains there, the alerts, and who looks.

/** @import { SessionChanged, Snapshot, StationView } from "../messages.js" */
/** @import { ClassView, SessionView } from "../records/types.js" */
/** @import { Me } from "../access.js" */
/** @import { Filter, Seen } from "./known/filters.js" */
/** @import { StateName, StationNeed } from "./known/levels.js" */

import { KnownAlerts } from "./known/alerts.js";
import { EVERYTHING, isShown } from "./known/filters.js";
import { needOf, stateOf } from "./known/levels.js";
import { byNeed } from "./known/order.js";

export class Gym {
  /** @type {Map<string, StationView>} in the gym's own order */
  stations = new Map();
  /** @type {Map<string, SessionView> | null} by station; null: they are not known */
  sessions = null;
  known = new KnownAlerts();
  /** @type {ClassView[]} */
  classes = [];
  /** @type {Me | null} */
  me = null;
  /** @type {Filter} */
  filter = EVERYTHING;
  /** Whether the gym keeps records, without which nothing ranks. */
  keepsRecords = false;
  /** What is wrong in the whole gym, or with who trains; else empty. */
  notice = "";
  #clockIsBehindMs = 0;

  /** The notifier's time, in milliseconds since the Unix epoch: all ages are by its clock. */
  get nowMs() {
    return Date.now() + this.#clockIsBehindMs;
  }

  /** @param {Snapshot} snapshot */
  start({ now_ms, notice, stations, who_trains, alerts }) {
    this.#clockIsBehindMs = now_ms - Date.now();
    this.notice = [notice, who_trains?.problem ?? ""].filter(Boolean).join(". ");
    this.stations = new Map(stations.map((station) => [station.station_id, station]));
    const open = who_trains?.sessions;
    this.sessions = open ? new Map(open.map((one) => [one.station_id, one])) : null;
    this.known.replace(alerts);
  }

  /** @param {SessionChanged} changed */
  train({ station_id, session }) {
    this.sessions?.delete(station_id);
    if (session) {
      this.sessions?.set(station_id, session);
    }
  }

  /** @param {string} stationId */
  nameOf(stationId) {
    return this.stations.get(stationId)?.name ?? stationId;
  }

  /** @param {string} stationId */
  sessionAt(stationId) {
    return this.sessions ? (this.sessions.get(stationId) ?? null) : undefined;
  }

  /**
   * Who trains at a station; the station's name where nobody is known.
   *
   * @param {string} stationId
   */
  whoAt(stationId) {
    return this.sessionAt(stationId)?.member_name ?? this.nameOf(stationId);
  }

  /**
   * @param {string} stationId
   * @returns {Seen | null}
   */
  seen(stationId) {
    const station = this.stations.get(stationId);
    return station
      ? { station, session: this.sessionAt(stationId), alerts: this.known.openAt(stationId) }
      : null;
  }

  /** @param {string} stationId */
  isShown(stationId) {
    const seen = this.seen(stationId);
    return seen ? isShown(this.filter, seen, this.classes, this.me) : this.filter === EVERYTHING;
  }

  /**
   * @param {StationView} station
   * @returns {StateName}
   */
  stateOf(station) {
    const { station_id } = station;
    return stateOf(station, this.sessionAt(station_id), this.known.openAt(station_id), this.nowMs);
  }

  /** @param {StationView} station */
  needOf(station) {
    return needOf(station, this.known);
  }

  /** The stations that pass the filter, in the order in which the wall should show them. */
  get order() {
    const shown = [...this.stations.values()].filter((one) => this.isShown(one.station_id));
    /** @type {Map<string, StationNeed>} */
    const needs = new Map(shown.map((one) => [one.station_id, this.needOf(one)]));
    return byNeed(
      shown.map((one) => one.station_id),
      needs,
    );
  }
}
