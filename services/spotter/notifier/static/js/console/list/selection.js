// What can be done with several alerts at once.

/** @import { AlertList } from "./list.js" */

import { el, setText } from "../../dom.js";
import { t } from "../../words/language.js";

/** @typedef {"take" | "hand_back" | "not_mine" | "snooze"} ManyAction */

/** @type {ManyAction[]} */
const ACTIONS = ["take", "hand_back", "not_mine", "snooze"];

export class Selection {
  #list;
  #switch = el("button", { type: "button", class: "small-button" }, t("select"));
  #count = el("span", { role: "status" });
  #buttons;
  element;

  /**
   * @param {AlertList} list
   * @param {(action: ManyAction) => void} onAction
   */
  constructor(list, onAction) {
    this.#list = list;
    this.#switch.addEventListener("click", () => this.#switchSelecting());
    this.#buttons = ACTIONS.map((action) => {
      const button = el("button", { type: "button", class: "small-button" }, t(action));
      button.addEventListener("click", () => onAction(action));
      return button;
    });
    this.element = el(
      "div",
      { class: "selection", role: "group", "aria-label": t("select") },
      this.#switch,
      this.#count,
      ...this.#buttons,
    );
  }

  /** @param {boolean} isKnown whether there is anything to select from */
  show(isKnown) {
    const { isSelecting, selected } = this.#list;
    this.element.hidden = !isKnown;
    setText(this.#switch, t(isSelecting ? "select_end" : "select"));
    setText(this.#count, isSelecting ? t("selected", { n: selected.size }) : "");
    this.#buttons.forEach((button) => {
      button.hidden = !isSelecting;
      button.disabled = selected.size === 0;
    });
  }

  #switchSelecting() {
    if (this.#list.isSelecting) {
      this.#list.endSelecting();
    } else {
      this.#list.isSelecting = true;
      this.#list.show();
    }
    this.show(true);
  }
}
