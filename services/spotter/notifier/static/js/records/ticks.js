// Some of several things, by boxes to tick.

import { el } from "../dom.js";
import { tickBox } from "./form.js";

export class Ticks {
  /** @type {Map<string, HTMLInputElement>} */
  #boxes = new Map();
  #list = el("div", { class: "ticks" });

  /** @param {string} legend */
  constructor(legend) {
    this.element = el(
      "fieldset",
      { class: "group", hidden: true },
      el("legend", {}, legend),
      this.#list,
    );
  }

  /**
   * Offers a thing, unless it is there.
   *
   * @param {string} id
   * @param {string} name
   */
  offer(id, name) {
    const known = this.#boxes.get(id);
    if (known) {
      return known;
    }
    const { element, input } = tickBox(name, false);
    this.#boxes.set(id, input);
    this.#list.append(element);
    this.element.hidden = false;
    return input;
  }

  /** @param {string[]} ids those to tick; one that is no longer there shows by its id */
  tick(ids) {
    this.#boxes.forEach((box) => {
      box.checked = false;
    });
    ids.forEach((id) => {
      this.offer(id, id).checked = true;
    });
  }

  get ids() {
    return [...this.#boxes].filter(([, box]) => box.checked).map(([id]) => id);
  }
}
