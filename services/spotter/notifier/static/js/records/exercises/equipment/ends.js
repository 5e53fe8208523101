// Which end a box is round, where each hand may hold one.

/** @import { End } from "./marks.js" */

import { el } from "../../../dom.js";
import { hasTwoEnds } from "../../../words/film.js";

/** @type {[string, End, string][]} */
const CHOICES = [
  ["", null, "the only one seen"],
  ["left", "left", "at their left hand"],
  ["right", "right", "at their right hand"],
];

export class EndChoice {
  /** @type {End} */
  end = null;
  /** @type {Map<End, HTMLInputElement>} */
  #inputs = new Map();

  /**
   * @param {string} equipment
   * @param {() => void} onChange
   */
  constructor(equipment, onChange) {
    const ticks = CHOICES.map(([value, end, words]) => {
      const input = el("input", { type: "radio", name: "film-end", value, checked: !end });
      input.addEventListener("change", () => {
        this.end = end;
        onChange();
      });
      this.#inputs.set(end, input);
      return el("label", { class: "check" }, input, el("span", {}, words));
    });
    this.element = el(
      "fieldset",
      { class: "group", hidden: !hasTwoEnds(equipment) },
      el("legend", {}, "The box is round the end"),
      el("div", { class: "ticks" }, ...ticks),
      el(
        "p",
        { class: "quiet" },
        "Their own left and right, whichever side of the picture that is.",
      ),
    );
  }

  /** @param {End} end */
  choose(end) {
    this.end = end;
    const input = this.#inputs.get(end);
    if (input) {
      input.checked = true;
    }
  }
}
