// How tall a member is, by which their speeds are told in metres.

/** @import { MemberView } from "../types.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { AnswerLine, button, field } from "../form.js";

const CM_PER_M = 100;

/**
 * @param {MemberView} member
 * @param {(member: MemberView) => void} changed
 */
export function heightCard(member, changed) {
  const answer = new AnswerLine();
  const input = el("input", { type: "number", min: 80, max: 250, step: 1, inputmode: "numeric" });
  input.value = member.height_m === null ? "" : String(Math.round(CM_PER_M * member.height_m));
  const save = button("Save", "main", async () => {
    const height_m = input.value === "" ? null : Number(input.value) / CM_PER_M;
    /** @type {import("../../api.js").Asked<MemberView>} */
    const given = await ask(`members/${member.member_id}/height`, "PUT", { height_m });
    if ("problem" in given) {
      answer.complain(given.problem);
    } else {
      answer.say("Saved.");
      changed(given.answer);
    }
  });
  return el(
    "div",
    { class: "card" },
    el("h2", {}, "Height"),
    el(
      "p",
      { class: "quiet" },
      "With it, the speed of their next reps is told in metres a second. Empty: it is not known.",
    ),
    field("Centimetres", input),
    save,
    answer.element,
  );
}
