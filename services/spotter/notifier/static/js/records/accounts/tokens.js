// Tokens for programs; a new one is shown once.

/** @import { TokenMade, TokenView } from "./types.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { day } from "../../words/text.js";
import { AnswerLine, button, field, tickBox } from "../form.js";

const USUAL_DAYS = 90;
const MOST_DAYS = 366;

export class TokensCard {
  #list = el("ul", { class: "rows" });
  #answer = new AnswerLine();
  #made = el("p", { class: "secret", hidden: true });
  #label = el("input", { type: "text", required: true, maxlength: 200, autocomplete: "off" });
  #days = el("input", {
    type: "number",
    min: 1,
    max: MOST_DAYS,
    value: USUAL_DAYS,
    required: true,
  });
  /** @type {{ right: string; input: HTMLInputElement; element: HTMLElement }[]} */
  #rights;

  /** @param {Set<string>} rights one's own */
  constructor(rights) {
    this.#rights = [...rights]
      .filter((right) => !right.endsWith(":begin"))
      .map((right) => ({ right, ...tickBox(right, false) }));
    const form = this.#form();
    this.element = el(
      "div",
      { class: "card" },
      el("h3", {}, "Tokens for programs"),
      this.#list,
      this.#made,
      this.#answer.element,
      form,
    );
  }

  async load() {
    /** @type {import("../../api.js").Asked<TokenView[]>} */
    const found = await ask("own/tokens");
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    this.#list.replaceChildren(...found.answer.map((one) => this.#row(one)));
  }

  #form() {
    const form = el(
      "form",
      {},
      el(
        "div",
        { class: "fields" },
        field("What it is for", this.#label, "wide"),
        field("Days", this.#days, "short"),
      ),
      el(
        "details",
        { class: "group" },
        el("summary", {}, "Rights (none ticked: all of yours)"),
        el("div", { class: "ticks" }, ...this.#rights.map(({ element }) => element)),
      ),
      el("button", { type: "submit", class: "button" }, "Make a token"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#make();
    });
    return form;
  }

  async #make() {
    /** @type {import("../../api.js").Asked<TokenMade>} */
    const made = await ask("own/tokens", "POST", {
      label: this.#label.value.trim(),
      days: this.#days.valueAsNumber,
      rights: this.#rights.filter(({ input }) => input.checked).map(({ right }) => right),
    });
    if ("problem" in made) {
      this.#answer.complain(made.problem);
      return;
    }
    this.#answer.say("Copy it now: it is not shown again.");
    this.#made.textContent = made.answer.secret;
    this.#made.hidden = false;
    this.load();
  }

  /** @param {TokenView} token */
  #row({ token_id, label, until_ms, rights }) {
    const end = button("End", "", async () => {
      const ended = await ask(`own/tokens/${token_id}`, "DELETE");
      if ("problem" in ended) {
        this.#answer.complain(ended.problem);
      } else {
        this.load();
      }
    });
    const words = `${rights.join(", ") || "All of your rights"}, until ${day(until_ms)}`;
    return el("li", {}, el("div", {}, el("p", {}, label), el("p", { class: "quiet" }, words)), end);
  }
}
