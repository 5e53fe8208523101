// What is quiet, and for how much longer: always in view.

/** @import { SilenceView } from "../types.js" */

import { el, setText } from "../../dom.js";
import { t } from "../../words/language.js";
import { leftInWords } from "../ages.js";

export class QuietList {
  #list = el("ul");
  element = el(
    "section",
    { class: "section quiet-now", hidden: true },
    el("h3", {}, t("quiet_now")),
    this.#list,
  );
  #onEnd;
  /** @type {Map<string, { element: HTMLElement; left: HTMLElement }>} */
  #rows = new Map();

  /** @param {(silenceId: string) => void} onEnd */
  constructor(onEnd) {
    this.#onEnd = onEnd;
  }

  /**
   * @param {SilenceView[]} silences
   * @param {number} nowMs
   */
  show(silences, nowMs) {
    const rows = new Map(
      silences.map((one) => [one.silence_id, this.#rows.get(one.silence_id) ?? this.#row(one)]),
    );
    if ([...rows.keys()].join() !== [...this.#rows.keys()].join()) {
      this.#list.replaceChildren(...[...rows.values()].map((row) => row.element));
    }
    this.#rows = rows;
    for (const { silence_id, until_ms } of silences) {
      const left = rows.get(silence_id)?.left;
      if (left) {
        setText(left, t("for_time", { age: leftInWords(until_ms - nowMs) }));
      }
    }
    this.element.hidden = !silences.length;
  }

  /** @param {SilenceView} silence */
  #row({ silence_id, words, name, reason }) {
    const end = el("button", { type: "button", class: "small-button" }, t("end_silence"));
    end.setAttribute("aria-label", t("end_silence_of", { what: words }));
    end.addEventListener("click", () => this.#onEnd(silence_id));
    const left = el("strong", { class: "left" });
    const what = el("span", {}, t("silence_of", { what: words, name }));
    const why = el("span", { class: "why" }, reason);
    return { left, element: el("li", {}, left, el("span", {}, what, why), end) };
  }
}
