// The words about a rep, around the sentences that the notifier sends.

/** @import { OutcomeName, RepView, VerdictView } from "../messages.js" */

import { capital } from "./text.js";

/** @type {Record<OutcomeName, string>} */
export const OUTCOMES = { good: "Good", faulty: "Faulty", unscorable: "Not judged" };

/**
 * The most important sentence about a rep; empty if there is none.
 *
 * @param {Pick<VerdictView, "sentences">} verdict
 */
export function mainSentence(verdict) {
  return verdict.sentences[0] ?? "";
}

/**
 * Names a rep, such as "Set 1, rep 4"; where everybody is judged, the person comes first.
 *
 * @param {Pick<VerdictView, "track_id" | "set_number" | "rep_number">} rep
 * @param {boolean} everybody
 */
export function whichRep(rep, everybody) {
  const which = `set ${rep.set_number}, rep ${rep.rep_number}`;
  return capital(everybody ? `person ${rep.track_id}, ${which}` : which);
}

/**
 * Names a rep without its set, such as "rep 4" or "person 2, rep 4".
 *
 * @param {Pick<VerdictView, "track_id" | "rep_number">} verdict
 * @param {boolean} everybody
 */
export function repName(verdict, everybody) {
  const rep = `rep ${verdict.rep_number}`;
  return everybody ? `person ${verdict.track_id}, ${rep}` : rep;
}

/**
 * The title, such as "Rep 4: sit deeper", and the detail below it.
 *
 * @param {Pick<VerdictView, "track_id" | "rep_number" | "outcome" | "sentences">} verdict
 * @param {boolean} everybody
 */
export function headline(verdict, everybody) {
  const sentence = mainSentence(verdict);
  const isSaid = verdict.outcome === "faulty" && sentence !== "";
  const [action, difference] = parts(sentence);
  const said = uncapitalised(isSaid ? action : OUTCOMES[verdict.outcome]);
  const detail = isSaid ? difference : sentence;
  const title = `${capital(repName(verdict, everybody))}: ${said}`.replace(/\.$/, "");
  return { title, detail: capital(detail) };
}

/**
 * What a trainer is asked about the set.
 *
 * @param {Pick<VerdictView, "set_number" | "question">} verdict
 */
export function setQuestion({ set_number, question }) {
  return `Set ${set_number}: ${uncapitalised(question)}`;
}

/**
 * Describes the picture of a rep for screen readers.
 *
 * @param {Pick<RepView, "reference" | "worst">} rep
 */
export function sceneLabel({ reference, worst }) {
  const what = reference ? "This rep drawn over the reference" : "This rep";
  return worst ? `${what}; a ring marks the ${worst.label}` : what;
}

/**
 * A hint's action, such as "Sit deeper", and the difference; the action may have colons itself.
 *
 * @param {string} hint
 */
function parts(hint) {
  const colon = hint.lastIndexOf(": ");
  return colon < 0 ? [hint, ""] : [hint.slice(0, colon), hint.slice(colon + 2)];
}

/** @param {string} text */
function uncapitalised(text) {
  return text.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());
}
