// The boxes that were taken, and where the track is unclear, each to go to.

/** @import { BoxView, FilmView } from "../../types.js" */
/** @import { Stretch } from "./track.js" */

import { el } from "../../../dom.js";
import { markInWords, stretchInWords } from "../../../words/film.js";
import { button } from "../../form.js";
import { stretchesOf } from "./track.js";

export class MarkList {
  element = el("ul", { class: "chips", "aria-label": "Boxes taken" });
  #onGo;
  #onRemove;

  /**
   * @param {(mark: BoxView) => void} onGo
   * @param {(mark: BoxView) => void} onRemove
   */
  constructor(onGo, onRemove) {
    this.#onGo = onGo;
    this.#onRemove = onRemove;
  }

  /**
   * @param {readonly BoxView[]} marks
   * @param {number[]} timesMs
   */
  show(marks, timesMs) {
    this.element.hidden = !marks.length;
    this.element.replaceChildren(
      ...marks.map((mark) => {
        const words = markInWords(mark, timesMs);
        const go = button(words, "as-link", () => this.#onGo(mark));
        const remove = button("×", "", () => this.#onRemove(mark));
        remove.setAttribute("aria-label", `Remove the box: ${words}`);
        return el("li", {}, go, remove);
      }),
    );
  }
}

export class UnclearList {
  #list = el("ul", { class: "chips", "aria-label": "Where it is unclear" });
  element = el(
    "div",
    { hidden: true },
    el("p", {}, "Unclear here. If it can be seen in the pictures, correct it:"),
    this.#list,
  );
  #onGo;

  /** @param {(stretch: Stretch) => void} onGo */
  constructor(onGo) {
    this.#onGo = onGo;
  }

  /** @param {FilmView} film */
  show(film) {
    const stretches = stretchesOf(film);
    this.element.hidden = !stretches.length;
    this.#list.replaceChildren(
      ...stretches.map((one) =>
        el(
          "li",
          {},
          button(stretchInWords(one), "as-link", () => this.#onGo(one)),
        ),
      ),
    );
  }
}
