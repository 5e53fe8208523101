// Finds one of many by words: each letter asks for the first few, and a tap chooses.

/** @import { Asked } from "../api.js" */
/** @import { Page } from "./types.js" */

import { ask, query } from "../api.js";
import { el } from "../dom.js";
import { AnswerLine } from "./form.js";

const SHOWN = 8;

/** @template {{ name: string }} Thing */
export class Finder {
  #kind;
  #onChosen;
  #search;
  #found;
  #answer = new AnswerLine();
  #asked = 0;

  /**
   * @param {object} kind
   * @param {string} kind.path of the API's list
   * @param {Record<string, boolean>} [kind.only] what else is asked for
   * @param {string} kind.label
   * @param {string} kind.list what is found, as a heading
   * @param {string} kind.none
   * @param {(thing: Thing) => string} kind.words what is said beside a name
   * @param {(thing: Thing) => void} onChosen
   */
  constructor(kind, onChosen) {
    this.#kind = kind;
    this.#onChosen = onChosen;
    this.#search = el("input", {
      type: "search",
      autocomplete: "off",
      maxlength: 200,
      placeholder: kind.label,
      "aria-label": kind.label,
    });
    this.#found = el("ul", { class: "people-list", "aria-label": kind.list });
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
    const { path, only, none } = this.#kind;
    const parts = query({ ...only, search: this.#search.value.trim(), limit: SHOWN });
    /** @type {Asked<Page<Thing>>} */
    const found = await ask(`${path}?${parts}`);
    if (asked !== this.#asked) {
      return;
    }
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      this.#found.replaceChildren();
      return;
    }
    const { items } = found.answer;
    this.#answer.say(items.length ? "" : none);
    this.#found.replaceChildren(...items.map((one) => this.#choice(one)));
  }

  /** @param {Thing} thing */
  #choice(thing) {
    const choose = el(
      "button",
      { type: "button", class: "choice" },
      el("strong", {}, thing.name),
      el("span", { class: "quiet" }, this.#kind.words(thing)),
    );
    choose.addEventListener("click", () => this.#onChosen(thing));
    return el("li", {}, choose);
  }
}
