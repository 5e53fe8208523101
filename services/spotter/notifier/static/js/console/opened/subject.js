// What an opened panel is about.

/** @import { RepMark } from "../../messages.js" */
/** @import { AlertView } from "../types.js" */
/** @import { Gym } from "../gym.js" */

import { t } from "../../words/language.js";
import { ageInWords } from "../ages.js";
import { takingInWords } from "../list/row.js";

/**
 * @typedef {object} Subject
 * @property {AlertView | null} alert
 * @property {string} title
 * @property {string} reason why, or how it ended
 * @property {string} taking who has it; empty: nobody
 * @property {string} said what was last said there, and by whom; empty: nothing
 * @property {string} exercise
 * @property {string} memberId empty: nobody in particular
 * @property {string} worstId the worst rep; empty: there is none
 * @property {RepMark[]} recent the station's latest reps, oldest first
 */

/**
 * @param {Gym} gym
 * @param {string} stationId empty: not known
 * @param {string} alertId empty: none
 * @returns {Subject}
 */
export function subjectOf(gym, stationId, alertId) {
  const alert = gym.known.alerts.get(alertId) ?? null;
  const at = aboutStation(gym, stationId);
  return alert ? { ...at, ...aboutAlert(gym, alert, at.title) } : { ...at, alert };
}

/**
 * @param {Gym} gym
 * @param {string} stationId
 */
function aboutStation(gym, stationId) {
  const station = gym.stations.get(stationId);
  return {
    title: station ? gym.whoAt(stationId) : t("alert_gone"),
    reason: gym.known.isKnown ? t("no_alert") : "",
    taking: "",
    said: lastSaid(gym, stationId),
    exercise: station?.exercise ?? "",
    memberId: gym.sessionAt(stationId)?.member_id ?? "",
    worstId: "",
    recent: station?.recent ?? [],
  };
}

/**
 * @param {Gym} gym
 * @param {string} stationId
 */
function lastSaid(gym, stationId) {
  const cue = gym.known.lastCueAt(stationId);
  return cue
    ? t("said_by", { name: cue.name, text: cue.text, age: ageInWords(gym.nowMs - cue.at_ms) })
    : "";
}

/**
 * @param {Gym} gym
 * @param {AlertView} alert
 * @param {string} who
 */
function aboutAlert(gym, alert, who) {
  return {
    alert,
    title: `${who}: ${alert.title}`,
    reason: alert.ending_words || alert.reason,
    taking: takingInWords(alert, gym),
    worstId: alert.evidence.worst_rep_id,
    ...(alert.exercise ? { exercise: alert.exercise } : {}),
    ...(alert.member_id ? { memberId: alert.member_id } : {}),
  };
}
