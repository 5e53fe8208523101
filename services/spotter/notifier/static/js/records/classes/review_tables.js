// The tables of a class looked back on; on a phone each row is a card with its columns' names.

/**
 * @import {
 *   AlertsReviewView, MemberReviewView, ReviewedAlertView,
 * } from "./types.js"
 */

import { el } from "../../dom.js";
import {
  aboutInWords,
  answerInWords,
  faultsInWords,
  memberAlertsInWords,
  presenceInWords,
  repsInWords,
} from "../../words/review.js";
import { clock } from "../../words/text.js";

const OUTCOMES = /** @type {const} */ (["good", "faulty", "unscorable"]);

/** @param {MemberReviewView[]} members */
export function memberTable(members) {
  return table(
    ["Who", "When", "Reps", "Most often", "Best fix", "Alerts"],
    members.map((one) => [
      el("a", { href: `members?id=${encodeURIComponent(one.member_id)}` }, one.name),
      presenceInWords(one),
      el("div", {}, bar(one), repsInWords(one)),
      faultsInWords(one),
      one.best_fix,
      memberAlertsInWords(one),
    ]),
  );
}

/** @param {AlertsReviewView[]} ofEach */
export function kindTable(ofEach) {
  return table(
    ["Alerts about", "Opened", "Acted on", "Fine or closed", "By themselves"],
    ofEach.map((one) => [
      aboutInWords(one),
      ...[one.opened, one.acted_on, one.dismissed, one.by_themselves].map(String),
    ]),
  );
}

/**
 * @param {ReviewedAlertView[]} alerts
 * @param {Map<string, string>} names of members, by their ids
 */
export function alertTable(alerts, names) {
  return table(
    ["Opened", "Alert", "Who", "What became of it"],
    alerts.map((one) => [
      clock(one.opened_ms),
      `${aboutInWords(one)} (${one.priority})`,
      names.get(one.member_id ?? "") ?? one.station_id,
      answerInWords(one),
    ]),
  );
}

/**
 * @param {string[]} columns
 * @param {(string | Node)[][]} rows
 */
function table(columns, rows) {
  return el(
    "table",
    { class: "review" },
    el("thead", {}, el("tr", {}, ...columns.map((name) => el("th", { scope: "col" }, name)))),
    el(
      "tbody",
      {},
      ...rows.map((cells) =>
        el("tr", {}, ...cells.map((cell, nth) => el("td", { "data-column": columns[nth] }, cell))),
      ),
    ),
  );
}

/** @param {MemberReviewView} member */
function bar(member) {
  const parts = OUTCOMES.filter((outcome) => member[outcome]).map((outcome) => {
    const part = el("span", { class: outcome });
    part.style.flexGrow = String(member[outcome]);
    return part;
  });
  return el("div", { class: "shares", "aria-hidden": "true" }, ...parts);
}
