// The sentences that can be sent to a station's screen: one with a tap, or one's own.

import { el } from "../../dom.js";
import { t } from "../../words/language.js";

const MOST_SENTENCES = 6;
const LONGEST = 200; // Characters: one line of the station's screen.

/**
 * The sentences to pick, those about the fault first; none twice.
 *
 * @param {string[]} cues
 * @param {string[]} usual
 */
export function sentences(cues, usual) {
  return [...new Set([...cues, ...usual])].slice(0, MOST_SENTENCES);
}

export class Cues {
  /** @type {string[]} */
  #sentences;
  #onSend;

  /**
   * @param {string} who
   * @param {string[]} cues about what is wrong, best first
   * @param {(text: string) => void} onSend
   */
  constructor(who, cues, onSend) {
    this.#onSend = onSend;
    this.#sentences = sentences(cues, [t("cue_usual_1"), t("cue_usual_2"), t("cue_usual_3")]);
    this.own = el("input", { type: "text", maxlength: LONGEST, autocomplete: "off" });
    const form = el(
      "form",
      { class: "own-cue" },
      el("label", {}, t("cue_own"), this.own),
      el("button", { type: "submit", class: "button" }, t("send")),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sendOwn();
    });
    this.element = el(
      "section",
      { class: "cues", "aria-label": t("cues_title", { name: who }) },
      el("h3", {}, t("cues_title", { name: who })),
      el("ol", {}, ...this.#sentences.map((text, place) => this.#sentence(text, place))),
      form,
    );
  }

  /** Puts the focus on the first sentence. */
  focus() {
    /** @type {HTMLElement | null} */ (this.element.querySelector("ol button"))?.focus();
  }

  /** @param {number} number of the sentence, from 1 */
  send(number) {
    const text = this.#sentences[number - 1];
    if (text) {
      this.#onSend(text);
    }
  }

  #sendOwn() {
    const text = this.own.value.trim();
    if (text) {
      this.#onSend(text);
      this.own.value = "";
    }
  }

  /**
   * @param {string} text
   * @param {number} place
   */
  #sentence(text, place) {
    const number = String(place + 1);
    const button = el(
      "button",
      { type: "button", class: "sentence", "aria-keyshortcuts": number },
      el("kbd", { "aria-hidden": "true" }, number),
      el("span", {}, text),
    );
    button.addEventListener("click", () => this.#onSend(text));
    return el("li", {}, button);
  }
}
