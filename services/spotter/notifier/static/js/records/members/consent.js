// What a member agrees to have kept.

/** @import { ConsentChanged, MemberView } from "../types.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { count, day } from "../../words/text.js";
import { AnswerLine, button, tickBox } from "../form.js";

/**
 * @param {MemberView} member
 * @param {(member: MemberView) => void} changed
 */
export function consentCard(member, changed) {
  const reps = tickBox(
    "Their reps are kept: verdicts, faults, measures",
    member.consent.keeps_reps,
  );
  const poses = tickBox("The poses of their reps are kept, too", member.consent.keeps_poses);
  const answer = new AnswerLine();
  poses.input.addEventListener("change", () => {
    reps.input.checked ||= poses.input.checked;
  });
  reps.input.addEventListener("change", () => {
    poses.input.checked &&= reps.input.checked;
  });
  const save = button("Save", "main", async () => {
    const consent = { keeps_reps: reps.input.checked, keeps_poses: poses.input.checked };
    /** @type {import("../../api.js").Asked<ConsentChanged>} */
    const given = await ask(`members/${member.member_id}/consent`, "PUT", consent);
    if ("problem" in given) {
      answer.complain(given.problem);
    } else {
      answer.say(savedInWords(given.answer));
      changed(given.answer.member);
    }
  });
  return el(
    "div",
    { class: "card" },
    el("h2", {}, "Consent"),
    el("p", { class: "quiet" }, `As they said on ${day(member.consent.consented_ms)}.`),
    reps.element,
    poses.element,
    save,
    answer.element,
  );
}

/** @param {ConsentChanged} changed */
function savedInWords({ removed_poses: removed }) {
  return removed ? `Saved. ${count(removed, "rep", "reps")} lost their poses.` : "Saved.";
}
