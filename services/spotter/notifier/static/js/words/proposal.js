// The words about a proposal.

/** @import { PrescriptionView, ProposalView } from "../records/proposals/types.js" */
/** @import { LoadUnit } from "./workout.js" */

import { capital, count, exerciseName, number } from "./text.js";
import { loadIn } from "./workout.js";

/** @type {Record<ProposalView["change"], string>} */
export const CHANGES = { raise: "More", keep: "Stay", lower: "Less" };

/** @type {Record<ProposalView["state"], string>} */
export const STATES = {
  open: "To decide",
  accepted: "Accepted",
  edited: "Other values chosen",
  refused: "Refused",
  locked: "Locked",
  overtaken: "Overtaken by a later session",
};

/** @param {string} memberId */
export function proposalsHref(memberId = "") {
  const query = new URLSearchParams({ proposals: "", ...(memberId ? { of: memberId } : {}) });
  return `workouts?${query}`;
}

/**
 * What is to be done, such as "3 × 8–12, 62.5 kg" or "3 × 45 s".
 *
 * @param {PrescriptionView} one
 * @param {LoadUnit} unit
 */
export function prescribedInWords({ sets, least_reps, most_reps, seconds, load_kg }, unit) {
  const range = least_reps === most_reps ? `${most_reps}` : `${least_reps}–${most_reps}`;
  const reps = seconds === null ? range : `${number(seconds)} s`;
  const load = load_kg === null ? "" : `, ${number(loadIn(load_kg, unit))} ${unit}`;
  return `${sets} × ${reps}${load}`;
}

/**
 * Why, as a sentence of its own.
 *
 * @param {Pick<ProposalView, "because">} proposal
 */
export function becauseInWords({ because }) {
  return `${capital(because)}.`;
}

/**
 * What accepting several will do.
 *
 * @param {Pick<ProposalView, "member_id" | "change">[]} proposals
 */
export function toAcceptInWords(proposals) {
  const members = new Set(proposals.map((one) => one.member_id)).size;
  const of = `${count(proposals.length, "proposal", "proposals")} of ${count(members, "member", "members")}`;
  const kinds = Object.entries(CHANGES).flatMap(([change, words]) => {
    const alike = proposals.filter((one) => one.change === change).length;
    return alike ? [`${words.toLowerCase()} for ${alike}`] : [];
  });
  return `Accept ${of}: ${kinds.join(", ")}? They go into the next plans.`;
}

/**
 * @param {number} accepted
 * @param {number} refused
 */
export function acceptedInWords(accepted, refused) {
  return `${accepted} accepted${refused ? `; ${refused} could not be:` : "."}`;
}

/**
 * @param {Pick<ProposalView, "member_name" | "exercise">} proposal
 * @param {string} problem why not, a sentence
 */
export function notAcceptedInWords({ member_name, exercise }, problem) {
  return `${member_name}, ${exerciseName(exercise)}: ${problem}`;
}
