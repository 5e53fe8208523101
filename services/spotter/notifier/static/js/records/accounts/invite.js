// Invites somebody; the link is shown once.

/** @import { InvitedView } from "./types.js" */
/** @import { Asked } from "../../api.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { invitationLink } from "../../words/account.js";
import { AnswerLine, field } from "../form.js";
import { Limits } from "./limits.js";
import { roleChoice } from "./role_choice.js";

/** @param {() => void} invited */
export function inviteForm(invited) {
  const name = el("input", { type: "text", required: true, maxlength: 200, autocomplete: "off" });
  const signInName = el("input", { type: "text", required: true, autocomplete: "off" });
  const role = roleChoice("trainer");
  const limits = new Limits(role);
  const answer = new AnswerLine();
  const form = el(
    "form",
    { class: "card" },
    el("h3", {}, "Invite somebody"),
    el(
      "div",
      { class: "fields" },
      field("Name", name, "wide"),
      field("Name to sign in with, or e-mail", signInName, "wide"),
      field("Role", role),
    ),
    limits.element,
    el("button", { type: "submit", class: "button main" }, "Invite"),
    answer.element,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    /** @type {Asked<InvitedView>} */
    const made = await ask("accounts", "POST", {
      name: name.value,
      sign_in_name: signInName.value,
      role: role.value,
      ...limits.given(),
    });
    if ("problem" in made) {
      answer.complain(made.problem);
    } else {
      showLink(answer, made.answer);
      form.reset();
      invited();
    }
  });
  return form;
}

/**
 * @param {AnswerLine} answer
 * @param {InvitedView} made
 */
function showLink(answer, { account, secret }) {
  answer.say(`Send ${account.name} this link, which is not shown again:`);
  answer.element.append(el("span", { class: "secret" }, invitationLink(secret, location.href)));
}
