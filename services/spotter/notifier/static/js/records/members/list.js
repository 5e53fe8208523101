// Members: search and add.

/** @import { MemberView, Page } from "../types.js" */

import { ask, query } from "../../api.js";
import { el } from "../../dom.js";
import { AnswerLine, button, field, tickBox } from "../form.js";
import { consentTicks } from "./consent_ticks.js";
import { keptInWords, memberHref } from "../../words/member.js";

const PART = 50;

export class MemberList {
  #search = el("input", { type: "search", autocomplete: "off", maxlength: 200 });
  #withLeft = tickBox("Show those who have left, too", false);
  #list = el("ul", { class: "people-list", "aria-label": "Members" });
  #answer = new AnswerLine();
  #more = button("Show more", "more", () => this.#load(this.#next));
  /** @type {string | null} */
  #next = null;
  #asked = 0;

  constructor() {
    this.#search.addEventListener("input", () => this.#load(null));
    this.#withLeft.input.addEventListener("change", () => this.#load(null));
    this.element = el(
      "div",
      {},
      el("h1", {}, "Members"),
      el(
        "div",
        { class: "fields" },
        field("Search by name", this.#search, "wide"),
        this.#withLeft.element,
      ),
      this.#answer.element,
      this.#list,
      this.#more,
      addForm(),
    );
  }

  begin() {
    document.title = "Members, Spotter";
    this.#search.focus();
    this.#load(null);
  }

  refreshColours() {}

  /** @param {string | null} cursor of the next part; null: the first */
  async #load(cursor) {
    const asked = ++this.#asked;
    const parts = {
      search: this.#search.value.trim(),
      with_left: this.#withLeft.input.checked,
      limit: PART,
      cursor,
    };
    /** @type {import("../../api.js").Asked<Page<MemberView>>} */
    const found = await ask(`members?${query(parts)}`);
    if (asked !== this.#asked) {
      return;
    }
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      this.#list.replaceChildren();
      this.#more.hidden = true;
      return;
    }
    this.#show(found.answer, cursor === null);
  }

  /**
   * @param {Page<MemberView>} page
   * @param {boolean} isFirst
   */
  #show({ items, next }, isFirst) {
    const rows = items.map(memberRow);
    if (isFirst) {
      this.#list.replaceChildren(...rows);
    } else {
      this.#list.append(...rows);
    }
    this.#answer.say(this.#list.childElementCount ? "" : "Nobody found.");
    this.#next = next;
    this.#more.hidden = next === null;
  }
}

/** @param {MemberView} member */
function memberRow(member) {
  const href = memberHref(member.member_id);
  return el(
    "li",
    {},
    el(
      "a",
      { href },
      el("strong", {}, member.name),
      el("span", { class: "quiet" }, keptInWords(member)),
    ),
  );
}

function addForm() {
  const name = el("input", { type: "text", required: true, maxlength: 200, autocomplete: "off" });
  const ticks = consentTicks(
    {
      reps: "They agree that their reps are kept",
      poses: "They agree that the poses of their reps are kept, too",
    },
    { keeps_reps: false, keeps_poses: false },
  );
  const answer = new AnswerLine();
  const form = el(
    "form",
    { class: "card" },
    el("h2", {}, "Add a member"),
    el("div", { class: "fields" }, field("Name", name, "wide")),
    ...ticks.elements,
    el("button", { type: "submit", class: "button main" }, "Add"),
    answer.element,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    /** @type {import("../../api.js").Asked<MemberView>} */
    const added = await ask("members", "POST", { name: name.value, consent: ticks.consent() });
    if ("problem" in added) {
      answer.complain(added.problem);
    } else {
      location.assign(memberHref(added.answer.member_id));
    }
  });
  return el("section", {}, form);
}
