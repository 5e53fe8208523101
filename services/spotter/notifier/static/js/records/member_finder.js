// Finds members by a part of their name.

/** @import { MemberView, Page } from "./types.js" */

import { ask, query } from "../api.js";
import { el } from "../dom.js";
import { keptInWords } from "../words/member.js";
import { AnswerLine } from "./form.js";

const SHOWN = 8;

export class MemberFinder {
  #onChosen;
  #search = el("input", {
    type: "search",
    autocomplete: "off",
    maxlength: 200,
    placeholder: "A member's name",
    "aria-label": "A member's name",
  });
  #found = el("ul", { class: "people-list", "aria-label": "Members found" });
  #answer = new AnswerLine();
  #asked = 0;

  /** @param {(member: MemberView) => void} onChosen */
  constructor(onChosen) {
    this.#onChosen = onChosen;
    this.element = el("div", { class: "finder" }, this.#search, this.#answer.element, this.#found);
    this.#search.addEventListener("input", () => this.look());
    this.#search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        this.#found.querySelector("button")?.click();
      }
    });
  }

  clear() {
    this.#search.value = "";
    this.#answer.say("");
    this.#found.replaceChildren();
  }

  focus() {
    this.#search.focus();
  }

  async look() {
    const asked = ++this.#asked;
    const parts = query({ search: this.#search.value.trim(), limit: SHOWN });
    /** @type {import("../api.js").Asked<Page<MemberView>>} */
    const found = await ask(`members?${parts}`);
    if (asked !== this.#asked) {
      return;
    }
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      this.#found.replaceChildren();
      return;
    }
    const { items } = found.answer;
    this.#answer.say(items.length ? "" : "Nobody found.");
    this.#found.replaceChildren(...items.map((member) => this.#choice(member)));
  }

  /** @param {MemberView} member */
  #choice(member) {
    const choose = el(
      "button",
      { type: "button", class: "choice" },
      el("strong", {}, member.name),
      el("span", { class: "quiet" }, keptInWords(member)),
    );
    choose.addEventListener("click", () => this.#onChosen(member));
    return el("li", {}, choose);
  }
}
