// Tells whoever is at the page what became of what they asked for.

import { el } from "../dom.js";

const SHOWN_MS = 6000;

export class Toast {
  element = el("p", { class: "toast", role: "status", hidden: true });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #over;

  /**
   * @param {string} words
   * @param {boolean} isProblem
   */
  say(words, isProblem) {
    // Nothing outside an open dialog is seen, or read out.
    (document.querySelector("dialog[open]") ?? document.body).append(this.element);
    this.element.dataset.kind = isProblem ? "problem" : "done";
    this.element.hidden = false;
    this.element.textContent = words;
    clearTimeout(this.#over);
    this.#over = setTimeout(() => {
      this.element.hidden = true;
    }, SHOWN_MS);
  }
}
