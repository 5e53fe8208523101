// Who may sign in, and as what.

/** @import { AccountView } from "./types.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { AnswerLine } from "../form.js";
import { inviteForm } from "./invite.js";
import { personRow } from "./person.js";

export class PeopleSection {
  #list = el("ul", { class: "people-rows", "aria-label": "Accounts" });
  #answer = new AnswerLine();
  #mayWrite;

  /** @param {Set<string>} rights */
  constructor(rights) {
    this.#mayWrite = rights.has("accounts:write");
    this.element = el(
      "section",
      {},
      el("h2", {}, "People"),
      this.#answer.element,
      this.#list,
      this.#mayWrite ? inviteForm(() => this.load()) : null,
    );
  }

  async load() {
    /** @type {import("../../api.js").Asked<AccountView[]>} */
    const found = await ask("accounts");
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    this.#answer.say(found.answer.length ? "" : "Nobody has an account yet.");
    const rows = found.answer.map((one) => personRow(one, this.#mayWrite, () => this.load()));
    this.#list.replaceChildren(...rows);
  }
}
