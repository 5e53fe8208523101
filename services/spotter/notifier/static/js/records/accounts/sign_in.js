// Signing in, or choosing the password of an invited account.

/** @import { WaysToSignIn } from "./types.js" */
/** @import { Asked } from "../../api.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { ownAddress } from "../../signed_in.js";
import { invitationIn } from "../../words/account.js";
import { AnswerLine, field } from "../form.js";

const FEWEST = 10;
const OPEN =
  "Nobody signs in here: this gym is open to the machine on which it runs, and to it alone.";

export class SignInPage {
  #to;
  #answer = new AnswerLine();

  /** @param {string} to where to go then */
  constructor(to) {
    this.#to = ownAddress(to);
    this.element = el("div", { class: "sign-in" });
  }

  async begin() {
    addEventListener("hashchange", () => location.reload()); // an invitation that is opened here
    const secret = invitationIn(location.hash);
    document.title = secret ? "Choose a password, Spotter" : "Sign in, Spotter";
    /** @type {Asked<WaysToSignIn>} */
    const found = await ask("sign-in");
    const said = new URLSearchParams(location.search).get("problem") ?? "";
    if ("problem" in found) {
      this.#answer.complain(found.problem);
    } else {
      this.element.append(...this.#parts(found.answer, secret));
      this.#answer.complain(found.answer.problem || said);
    }
    this.element.append(this.#answer.element);
    this.element.querySelector("input")?.focus();
  }

  refreshColours() {}

  /**
   * @param {WaysToSignIn} ways
   * @param {string} secret
   */
  #parts({ by_password, provider, is_open, problem }, secret) {
    const title = el("h1", {}, secret ? "Choose a password" : "Sign in");
    if (is_open) {
      return [title, el("p", {}, OPEN)];
    }
    if (problem) {
      return [title];
    }
    if (secret) {
      return [title, this.#invitationForm(secret)];
    }
    return [
      title,
      by_password ? this.#passwordForm() : null,
      provider ? providerLink(provider, this.#to) : null,
    ].filter((part) => part !== null);
  }

  #passwordForm() {
    const name = el("input", { type: "text", required: true, autocomplete: "username" });
    name.autocapitalize = "none";
    const password = passwordInput("current-password");
    return this.#form("Sign in", [field("Name or e-mail", name), field("Password", password)], () =>
      ask("sign-in", "POST", { name: name.value.trim(), password: password.value }),
    );
  }

  /** @param {string} secret */
  #invitationForm(secret) {
    const password = passwordInput("new-password");
    const label = `Password, at least ${FEWEST} characters`;
    return this.#form("Choose it and sign in", [field(label, password)], () =>
      ask("invitations/accept", "POST", { secret, password: password.value }),
    );
  }

  /**
   * @param {string} label
   * @param {HTMLElement[]} fields
   * @param {() => Promise<Asked<unknown>>} send
   */
  #form(label, fields, send) {
    const submit = el("button", { type: "submit", class: "button main" }, label);
    const form = el("form", { class: "card" }, ...fields, submit);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      submit.disabled = true;
      const done = await send();
      submit.disabled = false;
      if ("problem" in done) {
        this.#answer.complain(done.problem);
      } else {
        location.replace(this.#to);
      }
    });
    return form;
  }
}

/** @param {"current-password" | "new-password"} kind */
function passwordInput(kind) {
  const minlength = kind === "new-password" ? FEWEST : null;
  return el("input", { type: "password", required: true, autocomplete: kind, minlength });
}

/**
 * @param {string} provider
 * @param {string} to
 */
function providerLink(provider, to) {
  const href = `api/sign-in/provider?${new URLSearchParams({ to })}`;
  return el("p", {}, el("a", { class: "button main", href }, `Sign in with ${provider}`));
}
