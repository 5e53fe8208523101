// Asks once before alerts are taken over from somebody who has them.

import { el } from "../../dom.js";
import { language, t } from "../../words/language.js";

export class TakeOverDialog {
  #form = el("form", { method: "dialog" });
  element = el("dialog", { class: "ask", "aria-labelledby": "take-over-title" }, this.#form);
  #onAgreed = () => {};

  constructor() {
    this.#form.addEventListener("submit", ({ submitter }) => {
      if (/** @type {HTMLButtonElement} */ (submitter).value === "agreed") {
        this.#onAgreed();
      }
    });
  }

  /**
   * @param {string[]} names of those who have them, at least one
   * @param {() => void} onAgreed
   */
  open(names, onAgreed) {
    this.#onAgreed = onAgreed;
    const whose = new Intl.ListFormat(language()).format(names);
    this.element.lang = language();
    this.#form.replaceChildren(
      el("h2", { id: "take-over-title" }, t("others_have_it", { n: names.length, names: whose })),
      el(
        "button",
        { type: "submit", value: "agreed", class: "button main" },
        t("take_over_from", { names: whose }),
      ),
      el("button", { type: "submit", value: "", class: "button" }, t("leave_it")),
    );
    this.element.showModal();
  }
}
