// What a trainer does about alerts. Nothing counts as done before the notifier says so.

/** @import { Asked } from "../../api.js" */
/** @import { AlertView, AnsweredView, CueView, PresenceView } from "../types.js" */
/** @import { Changed, KnownAlerts } from "../known/alerts.js" */

import { ask } from "../../api.js";
import { t } from "../../words/language.js";

/** @typedef {{ member_id?: string; station_id?: string; alert_id?: string }} QuietAbout */

/**
 * @typedef {object} Listener
 * @property {(changed: Changed) => void} onChanged receives what became of it
 * @property {() => void} onPending is told when `pending` has changed
 * @property {(words: string, isProblem: boolean) => void} say tells whoever asked
 */

export class Answers {
  /** @type {Set<string>} the alerts of which an answer is on its way */
  pending = new Set();
  #known;
  #listener;

  /**
   * @param {KnownAlerts} known
   * @param {Listener} listener
   */
  constructor(known, listener) {
    this.#known = known;
    this.#listener = listener;
  }

  /**
   * @param {string[]} ids
   * @param {boolean} [takeOver] also those that somebody else has
   */
  take(ids, takeOver = false) {
    return this.#about("take", ids, { take_over: takeOver });
  }

  /** @param {string[]} ids */
  handBack(ids) {
    return this.#about("hand-back", ids);
  }

  /** @param {string[]} ids */
  decline(ids) {
    return this.#about("decline", ids);
  }

  /** @param {string[]} ids */
  close(ids) {
    return this.#about("close", ids);
  }

  /**
   * @param {QuietAbout[]} abouts
   * @param {number} durationS
   * @param {string} reason
   */
  async snooze(abouts, durationS, reason) {
    for (const about of abouts) {
      const ids = about.alert_id ? [about.alert_id] : [];
      await this.#send("silences", { ...about, duration_s: durationS, reason }, ids);
    }
  }

  /** @param {string} silenceId */
  async endSilence(silenceId) {
    const asked = await ask(`silences/${silenceId}/end`, "PUT", {});
    this.#complain(asked);
  }

  /**
   * @param {string} stationId
   * @param {string} text
   * @param {string | null} alertId the alert that it answers
   */
  async cue(stationId, text, alertId) {
    const cue = { cue_id: crypto.randomUUID(), text, ...(alertId ? { alert_id: alertId } : {}) };
    /** @type {CueView | null} */
    const sent = await this.#send(`${at(stationId)}/cues`, cue, alertId ? [alertId] : []);
    if (sent) {
      this.#listener.onChanged({ cues: [sent] });
      this.#listener.say(t("cue_sent", { text }), false);
    }
  }

  /**
   * Notes that somebody looks at a station. Nobody has asked for it, so nobody is told of a failure.
   *
   * @param {string} stationId
   */
  look(stationId) {
    return ask(`${at(stationId)}/look`, "POST", {});
  }

  /**
   * @param {string} alertId
   * @param {string} repId
   * @param {"fine" | "wrong"} answer
   */
  async judge(alertId, repId, answer) {
    const before = this.#known.alerts.get(alertId);
    /** @type {AnsweredView | null} */
    const said = await this.#send(`alerts/${alertId}/answer`, { rep_id: repId, answer }, [alertId]);
    if (said) {
      this.#learn([said.alert], new Map([[alertId, before]]));
      const words = said.problem || [t("learnt"), ...said.taught].join(" ");
      this.#listener.say(words, Boolean(said.problem));
    }
  }

  /** @param {number} durationS 0: not any more */
  async here(durationS) {
    /** @type {PresenceView | null} */
    const noted = await this.#send("presence", { duration_s: durationS }, []);
    this.#listener.onChanged({ presences: noted ? [noted] : [] });
  }

  /**
   * @param {string} deed
   * @param {string[]} ids
   * @param {object} [how]
   */
  async #about(deed, ids, how = {}) {
    const before = new Map(ids.map((id) => [id, this.#known.alerts.get(id)]));
    /** @type {AlertView[] | null} */
    const alerts = await this.#send(`alerts/${deed}`, { alert_ids: ids, ...how }, ids);
    this.#learn(alerts ?? [], before);
  }

  /**
   * Takes in an answer, unless something newer has come meanwhile over the live socket, which
   * tells everything in order.
   *
   * @param {AlertView[]} alerts
   * @param {Map<string, AlertView | undefined>} before as they were when it was asked
   */
  #learn(alerts, before) {
    const fresh = alerts.filter(
      ({ alert_id: id }) => this.#known.alerts.get(id) === before.get(id),
    );
    this.#listener.onChanged({ alerts: fresh });
  }

  /**
   * @template Answer
   * @param {string} path
   * @param {object} body
   * @param {string[]} ids of the alerts that wait for it
   * @returns {Promise<Answer | null>} null: it was not done, which has been said
   */
  async #send(path, body, ids) {
    this.#wait(ids, true);
    /** @type {Asked<Answer>} */
    const asked = await ask(path, "POST", body);
    this.#wait(ids, false);
    this.#complain(asked);
    return "answer" in asked ? asked.answer : null;
  }

  /** @param {Asked<unknown>} asked */
  #complain(asked) {
    if ("problem" in asked) {
      this.#listener.say(asked.problem, true);
    }
  }

  /**
   * @param {string[]} ids
   * @param {boolean} isWaiting
   */
  #wait(ids, isWaiting) {
    ids.forEach((id) => this.pending[isWaiting ? "add" : "delete"](id));
    this.#listener.onPending();
  }
}

/** @param {string} stationId */
const at = (stationId) => `stations/${encodeURIComponent(stationId)}`;
