// How a member leaves, and is erased.

/** @import { ErasureView, MemberView } from "../types.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { erasedInWords } from "../../words/member.js";
import { AnswerLine, button, field } from "../form.js";

/**
 * @param {MemberView} member
 * @param {(member: MemberView) => void} changed
 * @param {() => void} gone
 */
export function leavingCard(member, changed, gone) {
  const answer = new AnswerLine();
  const leave = button("End membership", "", async () => {
    /** @type {import("../../api.js").Asked<MemberView>} */
    const left = await ask(`members/${member.member_id}/end`, "PUT");
    if ("problem" in left) {
      answer.complain(left.problem);
    } else {
      leave.disabled = true;
      answer.say("They have left. Their data stay as long as they are kept anyway.");
      changed(left.answer);
    }
  });
  leave.disabled = member.left_ms !== null;
  const card = el(
    "div",
    { class: "card" },
    el("h2", {}, "Leaving"),
    el("p", {}, leave),
    answer.element,
    ...erasing(member, gone),
  );
  return card;
}

/**
 * @param {MemberView} member
 * @param {() => void} gone
 */
function erasing({ member_id, name }, gone) {
  const answer = new AnswerLine();
  const done = el("ul");
  const typed = el("input", { type: "text", autocomplete: "off" });
  const erase = button("Erase everything", "grave", async () => {
    erase.disabled = true;
    answer.say("Erasing; this takes up to a minute.");
    /** @type {import("../../api.js").Asked<ErasureView>} */
    const erased = await ask(`members/${member_id}`, "DELETE");
    if ("problem" in erased) {
      erase.disabled = false;
      answer.complain(erased.problem);
      return;
    }
    answer.say("Erased.");
    done.replaceChildren(...erasedInWords(erased.answer).map((words) => el("li", {}, words)));
    typed.disabled = true;
    gone();
  });
  erase.disabled = true;
  typed.addEventListener("input", () => {
    erase.disabled = typed.value.trim() !== name;
  });
  return [
    el("h2", {}, "Erase"),
    el(
      "p",
      { class: "quiet" },
      "Removes all that is known of them, everywhere: reps, baselines, what was made from them. " +
        "It cannot be undone.",
    ),
    field(`Type “${name}” to confirm`, typed),
    el("p", {}, erase),
    answer.element,
    done,
  ];
}
