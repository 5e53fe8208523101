// One account among all, and what can be done with it.

/** @import { AccountView, InvitedView, RoleName } from "./types.js" */
/** @import { Asked } from "../../api.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { accountInWords, invitationLink } from "../../words/account.js";
import { AnswerLine, button, field } from "../form.js";
import { roleChoice } from "./role_choice.js";
import { ScopeFields } from "./scope.js";

/**
 * @param {AccountView} account
 * @param {boolean} mayWrite
 * @param {() => void} changed
 */
export function personRow(account, mayWrite, changed) {
  const words = el(
    "div",
    { class: "person" },
    el("strong", {}, account.name),
    el("span", { class: "quiet" }, account.sign_in_name),
    el("span", { class: "quiet" }, accountInWords(account)),
  );
  if (!mayWrite) {
    return el("li", { class: "card" }, words);
  }
  return el(
    "li",
    { class: "card" },
    el("details", {}, el("summary", {}, words), actions(account, changed)),
  );
}

/**
 * @param {AccountView} account
 * @param {() => void} changed
 */
function actions(account, changed) {
  const answer = new AnswerLine();
  const address = `accounts/${account.account_id}`;
  /** @param {Promise<Asked<unknown>>} asked */
  const done = async (asked) => {
    const found = await asked;
    if ("problem" in found) {
      answer.complain(found.problem);
    } else {
      changed();
    }
  };
  const role = roleChoice(account.role);
  role.addEventListener("change", () =>
    done(ask(address, "PUT", { role: /** @type {RoleName} */ (role.value) })),
  );
  const isOff = account.is_disabled;
  return el(
    "div",
    {},
    el(
      "div",
      { class: "fields" },
      field("Role", role),
      account.is_external ? null : resetButton(address, answer),
      button("Sign out everywhere", "", () => done(ask(`${address}/sign-ins`, "DELETE"))),
      button(isOff ? "Let them sign in again" : "Disable", "", () =>
        done(ask(address, "PUT", { is_disabled: !isOff })),
      ),
    ),
    account.role === "trainer" ? scopeForm(account, done) : null,
    erasing(account, done),
    answer.element,
  );
}

/**
 * @param {AccountView} account
 * @param {(asked: Promise<Asked<unknown>>) => void} done
 */
function scopeForm({ account_id, scope }, done) {
  const fields = new ScopeFields();
  const save = el("button", { type: "submit", class: "button main", disabled: true }, "Save whom");
  const form = el("form", {}, fields.element, save);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    done(ask(`accounts/${account_id}`, "PUT", { scope: fields.value }));
  });
  const details = el(
    "details",
    { class: "group" },
    el("summary", {}, "Whom they see (nothing chosen: everybody)"),
    form,
  );
  const begin = async () => {
    await fields.begin();
    await fields.show(scope);
    save.disabled = false; // not before it shows what is so
  };
  details.addEventListener("toggle", begin, { once: true });
  return details;
}

/**
 * @param {string} address
 * @param {AnswerLine} answer
 */
function resetButton(address, answer) {
  return button("New password", "", async () => {
    /** @type {Asked<InvitedView>} */
    const made = await ask(`${address}/reset`, "POST", {});
    if ("problem" in made) {
      answer.complain(made.problem);
      return;
    }
    answer.say("They are signed out. Send them this link, which is not shown again:");
    const link = invitationLink(made.answer.secret, location.href);
    answer.element.append(el("span", { class: "secret" }, link));
  });
}

/**
 * @param {AccountView} account
 * @param {(asked: Promise<Asked<unknown>>) => void} done
 */
function erasing({ account_id, name }, done) {
  const typed = el("input", { type: "text", autocomplete: "off" });
  const erase = button("Erase", "grave", () => done(ask(`accounts/${account_id}`, "DELETE")));
  erase.disabled = true;
  typed.addEventListener("input", () => {
    erase.disabled = typed.value.trim() !== name;
  });
  return el(
    "div",
    { class: "fields" },
    field(`Type “${name}” to erase the account`, typed, "wide"),
    erase,
  );
}
