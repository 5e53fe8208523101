// A row of numbers to tap, one of which is chosen.

import { el } from "../../dom.js";

export class Scale {
  /** @type {number | null} */
  chosen = null;
  element;

  /**
   * @param {string} name of the group, which no other on the page has
   * @param {string} words what is rated, and what its ends mean
   * @param {number} least
   * @param {number} most
   * @param {() => void} onChange
   */
  constructor(name, words, least, most, onChange) {
    const numbers = Array.from({ length: most - least + 1 }, (_, place) => least + place);
    this.element = el(
      "fieldset",
      { class: "scale" },
      el("legend", {}, words),
      ...numbers.map((number) => {
        const input = el("input", { type: "radio", name, value: number });
        input.addEventListener("change", () => {
          this.chosen = number;
          onChange();
        });
        return el("label", {}, input, el("span", {}, String(number)));
      }),
    );
  }

  clear() {
    this.chosen = null;
    for (const input of this.element.querySelectorAll("input")) {
      input.checked = false;
    }
  }
}
