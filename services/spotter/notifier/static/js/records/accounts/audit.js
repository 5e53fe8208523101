// Who saw and changed what, latest first: of everybody, or what is about oneself.

/** @import { Me } from "../../access.js" */
/** @import { Asked } from "../../api.js" */
/** @import { MemberView, Page } from "../types.js" */
/** @import { AccountView, AuditEntryView } from "./types.js" */

import { ask, query } from "../../api.js";
import { el, setText } from "../../dom.js";
import { aboutInWords, authorInWords } from "../../words/audit.js";
import { AnswerLine, button, field } from "../form.js";
import { MemberFinder } from "../member_finder.js";
import { membersOf } from "../offered.js";

const SHOWN = 20;
const LOCAL = "local";

export class AuditSection {
  #list = el("ul", { class: "rows", "aria-label": "Who saw and changed what" });
  #answer = new AnswerLine();
  #more = button("Earlier ones", "", () => this.#show());
  #author = el("select", {}, el("option", { value: "" }, "Anybody"));
  #whose = el("p", {}, "Of everybody.");
  #everybody = button("Of everybody", "", () => this.#choose(null));
  #finder = new MemberFinder((member) => this.#choose(member));
  #memberId = "";
  #cursor = "";
  #asked = 0;
  /** @type {Map<string, string>} names of members */
  #names = new Map();

  /**
   * @param {Set<string>} rights
   * @param {Me | null} me
   */
  constructor(rights, me) {
    const isOwn = Boolean(me?.member_id);
    this.element = el(
      "section",
      {},
      el("h2", {}, "Who saw and changed what"),
      el(
        "div",
        { class: "card" },
        isOwn ? el("p", { class: "quiet" }, "What is about you, latest first.") : this.#filters(),
        this.#answer.element,
        this.#list,
        el("p", {}, this.#more),
      ),
    );
    if (!isOwn && rights.has("accounts:read")) {
      this.#offerAuthors();
    }
  }

  load() {
    this.#cursor = "";
    this.#list.replaceChildren();
    return this.#show();
  }

  #filters() {
    this.#everybody.hidden = true;
    this.#author.addEventListener("change", () => this.load());
    const finding = el("details", {}, el("summary", {}, "Choose a member"), this.#finder.element);
    return el(
      "div",
      {},
      el("div", { class: "fields" }, field("By whom", this.#author), this.#everybody),
      el("div", { class: "group" }, this.#whose, finding),
    );
  }

  async #offerAuthors() {
    /** @type {Asked<AccountView[]>} */
    const found = await ask("accounts");
    const accounts = "answer" in found ? found.answer : [];
    this.#author.append(
      ...accounts.map((one) => el("option", { value: one.account_id }, one.name)),
      el("option", { value: LOCAL }, authorInWords({ author: LOCAL, author_name: "" })),
    );
  }

  /** @param {MemberView | null} member null: everybody */
  #choose(member) {
    this.#memberId = member?.member_id ?? "";
    setText(this.#whose, member ? `Of ${member.name}.` : "Of everybody.");
    this.#everybody.hidden = member === null;
    this.#finder.clear();
    this.load();
  }

  /** Shows the next part. */
  async #show() {
    const asked = ++this.#asked;
    const parts = {
      limit: SHOWN,
      cursor: this.#cursor,
      member_id: this.#memberId,
      author: this.#author.value,
    };
    /** @type {Asked<Page<AuditEntryView>>} */
    const found = await ask(`audit?${query(parts)}`);
    if (asked !== this.#asked) {
      return;
    }
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    const { items, next } = found.answer;
    await this.#learnNames(items);
    if (asked === this.#asked) {
      this.#cursor = next ?? "";
      this.#list.append(...items.map((one) => this.#row(one)));
      this.#answer.say(this.#list.childElementCount ? "" : "Nothing yet.");
      this.#more.hidden = !next;
    }
  }

  /** @param {AuditEntryView[]} entries */
  async #learnNames(entries) {
    const ids = new Set(entries.flatMap((one) => one.member_id ?? []));
    const unknown = [...ids].filter((id) => !this.#names.has(id));
    (await membersOf(unknown)).forEach((one) => this.#names.set(one.member_id, one.name));
  }

  /** @param {AuditEntryView} entry */
  #row(entry) {
    const whose = this.#names.get(entry.member_id ?? "") ?? "";
    return el(
      "li",
      {},
      el(
        "div",
        {},
        el("p", {}, el("strong", {}, authorInWords(entry)), ` ${entry.what}`),
        el("p", { class: "quiet" }, aboutInWords(entry, whose)),
      ),
    );
  }
}
