// The words about a class looked back on.

/**
 * @import {
 *   AlertingReviewView, AlertsReviewView, ClassReviewView, MemberReviewView, ReviewedAlertView,
 * } from "../records/classes/types.js"
 */

import { capital, clock, count, exerciseName, number } from "./text.js";

const MINUTE_S = 60;

/**
 * @param {string} classId
 * @param {string} [day] YYYY-MM-DD
 */
export const reviewHref = (classId, day = "") =>
  `classes?review=${encodeURIComponent(classId)}${day && `&day=${encodeURIComponent(day)}`}`;

/**
 * How far the class has come; empty for one that is over.
 *
 * @param {Pick<ClassReviewView, "begun_ms" | "is_going_on">} review
 * @param {number} nowMs
 */
export function stateInWords({ begun_ms, is_going_on }, nowMs) {
  if (begun_ms === null) {
    return "It is not planned on this day: only sessions that were begun in it are told of.";
  }
  if (is_going_on) {
    return "It is still going on: this is how far it has come.";
  }
  return nowMs < begun_ms ? `It begins at ${clock(begun_ms)}.` : "";
}

/**
 * When somebody was there, such as "18:42 to 19:28, 12 min late".
 *
 * @param {Pick<MemberReviewView, "came_ms" | "left_ms" | "late_s">} member
 */
export function presenceInWords({ came_ms, left_ms, late_s }) {
  if (came_ms === null) {
    return "was not there";
  }
  const times =
    left_ms === null ? `since ${clock(came_ms)}` : `${clock(came_ms)} to ${clock(left_ms)}`;
  return late_s ? `${times}, ${duration(late_s)} late` : times;
}

/** @param {Pick<MemberReviewView, "good" | "faulty" | "unscorable">} member */
export function repsInWords({ good, faulty, unscorable }) {
  const reps = good + faulty + unscorable;
  if (!reps) {
    return "no reps";
  }
  const unjudged = unscorable ? `, ${unscorable} could not be judged` : "";
  return `${count(reps, "rep", "reps")}: ${good} good, ${faulty} faulty${unjudged}`;
}

/**
 * The faults that came most often, such as "Sit deeper (12 reps); Push your left knee out (1 rep)".
 *
 * @param {Pick<MemberReviewView, "faults">} member
 */
export function faultsInWords({ faults }) {
  return faults.map(({ words, reps }) => `${words} (${count(reps, "rep", "reps")})`).join("; ");
}

/** @param {Pick<MemberReviewView, "alerts" | "answered_alerts">} member */
export function memberAlertsInWords({ alerts, answered_alerts }) {
  return alerts ? `${count(alerts, "alert", "alerts")}, ${answered_alerts} answered` : "no alerts";
}

/**
 * The alerting's own figures, each with what it means.
 *
 * @param {AlertingReviewView} alerting
 * @returns {[string, string][]}
 */
export function alertingInWords(alerting) {
  const { opened, answered, median_answer_s, trainers } = alerting;
  const rate = number(Math.round(alerting.per_trainer_in_ten_min * 10) / 10);
  const of = `of ${count(opened, "alert", "alerts")}`;
  return [
    [
      "Shown, per trainer in ten minutes",
      `${rate}, with ${count(trainers, "trainer", "trainers")}`,
    ],
    ["Acted on", `${alerting.acted_on} ${of}`],
    ["Said to be fine, or closed", `${alerting.dismissed} ${of}`],
    ["Ended by themselves", `${alerting.by_themselves} ${of}`],
    [
      "Time to answer",
      median_answer_s === null
        ? "nobody has answered one"
        : `${duration(median_answer_s)}, the median of ${count(answered, "answer", "answers")}`,
    ],
  ];
}

/** @param {Pick<AlertsReviewView, "title" | "exercise">} alerts */
export function aboutInWords({ title, exercise }) {
  return exercise ? `${title}, ${exerciseName(exercise).toLowerCase()}` : title;
}

/** @param {AlertsReviewView} alerts */
export function attentionInWords(alerts) {
  const { opened, dismissed, by_themselves } = alerts;
  const some = `${dismissed + by_themselves} of its ${opened} alerts`;
  const why = `${some} were said to be fine, or ended by themselves`;
  return `The threshold of “${aboutInWords(alerts)}” wants attention: ${why}.`;
}

/** @param {ReviewedAlertView} alert */
export function answerInWords({ answered_s, answered_by, ending_words }) {
  const answer =
    answered_s === null ? "nobody answered" : `${answered_by} after ${duration(answered_s)}`;
  return `${capital(answer)}. ${ending_words || "Still open."}`;
}

/** @param {number} seconds such as 20, which is "20 s", or 200, which is "3 min" */
export function duration(seconds) {
  return seconds < 2 * MINUTE_S
    ? `${Math.round(seconds)} s`
    : `${Math.round(seconds / MINUTE_S)} min`;
}
