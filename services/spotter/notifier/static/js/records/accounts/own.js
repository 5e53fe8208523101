// One's own account: password, sign-ins, tokens.

/** @import { Me } from "../../access.js" */
/** @import { SignInView } from "./types.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { ROLES } from "../../words/account.js";
import { dayAndClock } from "../../words/text.js";
import { AnswerLine, button, field } from "../form.js";
import { TokensCard } from "./tokens.js";

/**
 * @param {Me} me
 * @param {Set<string>} rights
 */
export function ownSection(me, rights) {
  const tokens = new TokensCard(rights);
  tokens.load();
  return el(
    "section",
    {},
    el("h2", {}, "Your own"),
    el("p", { class: "quiet" }, `${me.name}, ${ROLES[me.role].toLowerCase()}`),
    el("div", { class: "cards" }, passwordCard(), signInsCard(), tokens.element),
  );
}

function passwordCard() {
  const present = passwordInput("current-password");
  const password = passwordInput("new-password");
  const answer = new AnswerLine();
  const form = el(
    "form",
    { class: "card" },
    el("h3", {}, "Password"),
    field("Present password", present),
    field("New password, at least 10 characters", password),
    el("button", { type: "submit", class: "button main" }, "Change it"),
    answer.element,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = { present: present.value, password: password.value };
    const changed = await ask("own/password", "PUT", given);
    if ("problem" in changed) {
      answer.complain(changed.problem);
    } else {
      form.reset();
      answer.say("Changed. Everywhere else you have been signed out.");
    }
  });
  return form;
}

/** @param {"current-password" | "new-password"} kind */
function passwordInput(kind) {
  const minlength = kind === "new-password" ? 10 : null;
  return el("input", { type: "password", required: true, autocomplete: kind, minlength });
}

function signInsCard() {
  const list = el("ul", { class: "rows" });
  const answer = new AnswerLine();
  const load = async () => {
    /** @type {import("../../api.js").Asked<SignInView[]>} */
    const found = await ask("own/sign-ins");
    if ("problem" in found) {
      answer.complain(found.problem);
    } else {
      list.replaceChildren(...found.answer.map((one) => signInRow(one, load, answer)));
    }
  };
  load();
  return el(
    "div",
    { class: "card" },
    el("h3", {}, "Where you are signed in"),
    list,
    answer.element,
  );
}

/**
 * @param {SignInView} one
 * @param {() => void} changed
 * @param {AnswerLine} answer
 */
function signInRow(one, changed, answer) {
  const end = button("End", "", async () => {
    const ended = await ask(`own/sign-ins/${one.sign_in_id}`, "DELETE");
    if ("problem" in ended) {
      answer.complain(ended.problem);
    } else {
      changed();
    }
  });
  const words = el(
    "div",
    {},
    el("p", {}, one.agent || "A browser without a name"),
    el("p", { class: "quiet" }, `Last used ${dayAndClock(one.used_ms)}`),
  );
  return el("li", {}, words, one.is_this ? el("span", { class: "quiet" }, "This one") : end);
}
