// The priority of an alert as people see it: a mark of its own shape, and a word.

/** @import { Ending, Priority } from "./types.js" */

import { el, icon } from "../dom.js";
import { t } from "../words/language.js";

/** @type {("" | Priority)[]} by level */
export const PRIORITY_OF = ["", "low", "medium", "high"];

/** @param {Priority} priority */
export function priorityMark(priority) {
  return el(
    "span",
    { class: "priority-mark", "data-priority": priority },
    icon(`priority-${priority}`),
    el("span", { class: "unseen" }, t(`priority_${priority}`)),
  );
}

/**
 * How an alert ended: as it should, or otherwise.
 *
 * @param {Ending} ending
 */
export function endingMark(ending) {
  const isWell = ending === "fixed" || ending === "was_fine";
  return el("span", { class: "priority-mark" }, icon(isWell ? "good" : "ended"));
}
