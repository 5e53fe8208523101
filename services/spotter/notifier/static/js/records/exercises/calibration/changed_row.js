// A rep whose verdict would change; it opens.

/** @import { SaidView, TrialChangeView } from "../types.js" */

import { repHash } from "../../../address.js";
import { el, icon } from "../../../dom.js";
import { OUTCOMES } from "../../../words/rep.js";
import { dayAndClock, number } from "../../../words/text.js";

/** @param {TrialChangeView} change */
export function changedRow({ rep_id, started_ms, before, after }) {
  return el(
    "tr",
    {},
    el("td", {}, el("a", { href: repHash(rep_id) }, dayAndClock(started_ms))),
    el("td", {}, said(before)),
    el("td", {}, said(after)),
  );
}

/** @param {SaidView} verdict */
function said({ outcome, score, threshold }) {
  const figures = [score, threshold].every((one) => one !== null)
    ? `${number(Number(score))} of ${number(Number(threshold))}`
    : "";
  return el(
    "div",
    {},
    el("span", { class: "outcome-cell" }, icon(outcome), OUTCOMES[outcome]),
    el("span", { class: "quiet" }, figures),
  );
}
