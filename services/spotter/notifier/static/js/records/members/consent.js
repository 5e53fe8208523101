// What a member agrees to have kept.

/** @import { ConsentChanged, MemberView } from "../types.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { count, day } from "../../words/text.js";
import { AnswerLine, button } from "../form.js";
import { consentTicks } from "./consent_ticks.js";

/**
 * @param {MemberView} member
 * @param {(member: MemberView) => void} changed
 */
export function consentCard(member, changed) {
  const ticks = consentTicks(
    {
      reps: "Their reps are kept: verdicts, faults, measures",
      poses: "The poses of their reps are kept, too",
    },
    member.consent,
  );
  const answer = new AnswerLine();
  const save = button("Save", "main", async () => {
    /** @type {import("../../api.js").Asked<ConsentChanged>} */
    const given = await ask(`members/${member.member_id}/consent`, "PUT", ticks.consent());
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
    ...ticks.elements,
    save,
    answer.element,
  );
}

/** @param {ConsentChanged} changed */
function savedInWords({ removed_poses: removed }) {
  return removed ? `Saved. ${count(removed, "rep", "reps")} lost their poses.` : "Saved.";
}
