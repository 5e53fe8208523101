// When an alert sounds. Paused, and off, are distinct; neither lasts for good.

/** @import { AlertView, Priority } from "../types.js" */

/** @typedef {{ kind: "on" } | { kind: "paused" | "off"; untilMs: number }} SoundState */

export const PAUSE_MS = 120_000;
export const OFF_MS = 4 * 3_600_000;

/** How long after a sound the next one comes for the same alert, as long as nobody takes it. */
/** @type {Record<Priority, number>} */
const AGAIN_MS = { high: 10_000, medium: 30_000, low: Infinity };
/** @type {Priority[]} */
const URGENT_FIRST = ["high", "medium", "low"];

/**
 * Says which sound to make. A pause is quiet about the alerts that there are when it begins; one
 * that is new, or has got worse, sounds.
 */
export class SoundRules {
  /** @type {SoundState} */
  #state = { kind: "on" };
  /** @type {Map<string, { risenMs: number; soundedMs: number }>} */
  #known = new Map();
  /** @type {Set<string>} the alerts that a pause is quiet about */
  #quiet = new Set();

  /** @param {number} nowMs */
  stateAt(nowMs) {
    if (this.#state.kind !== "on" && this.#state.untilMs <= nowMs) {
      this.turnOn();
    }
    return this.#state;
  }

  turnOn() {
    this.#state = { kind: "on" };
    this.#quiet.clear();
  }

  /**
   * @param {number} nowMs
   */
  pause(nowMs) {
    this.#state = { kind: "paused", untilMs: nowMs + PAUSE_MS };
    this.#quiet = new Set(this.#known.keys());
  }

  /** @param {number} nowMs */
  turnOff(nowMs) {
    this.#state = { kind: "off", untilMs: nowMs + OFF_MS };
  }

  /**
   * The most urgent sound that is due now; null: none.
   *
   * @param {Pick<AlertView, "alert_id" | "priority" | "risen_ms">[]} alerts that nobody has taken
   * @param {number} nowMs
   * @returns {Priority | null}
   */
  due(alerts, nowMs) {
    const { kind } = this.stateAt(nowMs);
    this.#forgetAllBut(alerts);
    const due = alerts.filter((alert) => this.#isDue(alert, nowMs));
    due.forEach(({ alert_id, risen_ms }) => {
      this.#known.set(alert_id, { risenMs: risen_ms, soundedMs: nowMs });
      this.#quiet.delete(alert_id);
    });
    const urgent = URGENT_FIRST.find((one) => due.some(({ priority }) => priority === one));
    return kind === "off" ? null : (urgent ?? null);
  }

  /**
   * @param {Pick<AlertView, "alert_id" | "priority" | "risen_ms">} alert
   * @param {number} nowMs
   */
  #isDue({ alert_id, priority, risen_ms }, nowMs) {
    const known = this.#known.get(alert_id);
    if (!known || risen_ms > known.risenMs) {
      return true;
    }
    return !this.#quiet.has(alert_id) && nowMs - known.soundedMs >= AGAIN_MS[priority];
  }

  /** @param {Pick<AlertView, "alert_id">[]} alerts */
  #forgetAllBut(alerts) {
    const open = new Set(alerts.map((one) => one.alert_id));
    for (const id of this.#known.keys()) {
      if (!open.has(id)) {
        this.#known.delete(id);
        this.#quiet.delete(id);
      }
    }
  }
}
