// The dialog in which a cue is picked or written without opening the alert.

import { el, icon } from "../../dom.js";
import { language, t } from "../../words/language.js";
import { Cues } from "../opened/cues.js";

export class CueDialog {
  element = el("dialog", { class: "ask", "aria-label": t("send_cue") });
  /** @type {Cues | null} */
  #cues = null;

  constructor() {
    this.element.addEventListener("keydown", (event) => {
      const isTyping = event.target === this.#cues?.own;
      if (!isTyping && !event.ctrlKey && !event.altKey && !event.metaKey) {
        this.#cues?.send(Number(event.key));
      }
    });
  }

  /**
   * @param {string} who
   * @param {string[]} cues
   * @param {(text: string) => void} onSend
   */
  open(who, cues, onSend) {
    const close = el(
      "button",
      { type: "button", class: "round", "aria-label": t("close") },
      icon("close"),
    );
    close.addEventListener("click", () => this.element.close());
    this.#cues = new Cues(who, cues, (text) => {
      this.element.close();
      onSend(text);
    });
    this.element.lang = language();
    this.element.replaceChildren(el("header", {}, close), this.#cues.element);
    this.element.showModal();
    this.#cues.focus();
  }
}
