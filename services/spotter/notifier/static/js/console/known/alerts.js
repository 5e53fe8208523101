// What is known of alerts: all that is open, and what has ended just now.

/**
 * @import {
 *   AlertsView, AlertView, ClassLineView, CueView, NeedView, PresenceView, SilenceView,
 * } from "../types.js"
 */

const ENDED_SHOWN_MS = 120_000;
const CUES_KEPT = 50;

/** @typedef {Partial<AlertsView>} Changed as an answer has it: what has not changed may be absent */

export class KnownAlerts {
  /** Whether anybody says which alerts there are. */
  isKnown = false;
  /** Why alerts are not known although somebody should say; else empty. */
  problem = "";
  isFlood = false;
  /** @type {Map<string, AlertView>} */
  alerts = new Map();
  /** @type {Map<string, ClassLineView>} */
  lines = new Map();
  /** @type {Map<string, NeedView>} by station */
  needs = new Map();
  /** @type {Map<string, SilenceView>} */
  silences = new Map();
  /** @type {Map<string, CueView>} */
  cues = new Map();
  /** @type {Map<string, PresenceView>} by author */
  presences = new Map();
  /** @type {AlertView[] | null} the open ones in order; null: to be sorted again */
  #open = null;

  /** @param {AlertsView | null} all null: whoever looks may not know, or nobody does */
  replace(all) {
    this.isKnown = all !== null;
    for (const known of [this.lines, this.needs, this.silences, this.cues, this.presences]) {
      known.clear();
    }
    this.alerts.clear();
    this.#open = null;
    this.isFlood = false;
    this.problem = "";
    if (all) {
      this.change(all);
    }
  }

  /** @param {Changed} changed */
  change(changed) {
    this.#open = null;
    changed.alerts?.forEach((one) => this.alerts.set(one.alert_id, one));
    changed.lines?.forEach((one) => this.lines.set(one.line_id, one));
    changed.needs?.forEach((one) => this.needs.set(one.station_id, one));
    changed.silences?.forEach((one) => this.silences.set(one.silence_id, one));
    changed.cues?.forEach((one) => this.cues.set(one.cue_id, one));
    changed.presences?.forEach((one) => this.presences.set(one.author, one));
    this.isFlood = changed.is_flood ?? this.isFlood;
    this.problem = changed.problem ?? this.problem;
  }

  /**
   * Forgets what nobody needs any more, so that a page that is open for days does not grow.
   *
   * @param {number} nowMs
   */
  forget(nowMs) {
    for (const [id, { ended_ms }] of this.alerts) {
      if (ended_ms !== null && nowMs - ended_ms > ENDED_SHOWN_MS) {
        this.alerts.delete(id);
      }
    }
    for (const known of [this.silences, this.presences]) {
      for (const [id, { until_ms }] of known) {
        if (until_ms <= nowMs) {
          known.delete(id);
        }
      }
    }
    [...this.cues.keys()].slice(0, -CUES_KEPT).forEach((id) => this.cues.delete(id));
    [...this.lines.values()]
      .filter((line) => line.ended_ms !== null)
      .forEach((line) => this.lines.delete(line.line_id));
  }

  /** Those that are open, the first in rank first. */
  get open() {
    this.#open ??= [...this.alerts.values()]
      .filter((one) => one.ended_ms === null)
      .sort((one, other) => other.rank - one.rank);
    return this.#open;
  }

  /**
   * The last cue that was sent to a station; null: none is known.
   *
   * @param {string} stationId
   */
  lastCueAt(stationId) {
    return [...this.cues.values()].findLast((one) => one.station_id === stationId) ?? null;
  }

  /** @param {string} stationId */
  openAt(stationId) {
    return this.open.filter((one) => one.station_id === stationId);
  }
}
