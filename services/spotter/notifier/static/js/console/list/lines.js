// The lines for classes: one for a fault that many share.

/** @import { ClassLineView } from "../types.js" */

import { el } from "../../dom.js";
import { t } from "../../words/language.js";

export class ClassLines {
  element = el("ul", { class: "class-lines", hidden: true });
  #onTakeAll;
  #shown = "";

  /** @param {(line: ClassLineView) => void} onTakeAll */
  constructor(onTakeAll) {
    this.#onTakeAll = onTakeAll;
  }

  /** @param {ClassLineView[]} lines */
  show(lines) {
    const shown = JSON.stringify(lines);
    if (shown === this.#shown) {
      return; // So that a button that has the focus keeps it.
    }
    this.#shown = shown;
    this.element.hidden = !lines.length;
    this.element.replaceChildren(...lines.map((line) => this.#line(line)));
  }

  /** @param {ClassLineView} line */
  #line(line) {
    const take = el("button", { type: "button", class: "small-button" }, t("take_all"));
    take.setAttribute("aria-label", `${t("take_all")}: ${line.words}`);
    take.addEventListener("click", () => this.#onTakeAll(line));
    return el("li", {}, el("strong", {}, line.words), take);
  }
}
