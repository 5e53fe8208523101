// Which view is shown: on a wide screen the wall is always there, on a phone one at a time.

import { el, setText } from "../dom.js";
import { t } from "../words/language.js";

/** @typedef {"needs" | "wall" | "reps"} View */

/** @type {[View, import("../words/language.js").Key][]} */
const VIEWS = [
  ["needs", "needs_tab"],
  ["wall", "wall"],
  ["reps", "reps_list"],
];

export class Tabs {
  #buttons = new Map(VIEWS.map(([view, key]) => [view, this.#button(view, t(key))]));
  #count = el("span", { class: "count-mark", hidden: true });
  element = el(
    "div",
    { class: "views", role: "group", "aria-label": t("views") },
    ...this.#buttons.values(),
  );
  #onShow;
  #isChosen = false;

  /** @param {(view: View) => void} onShow */
  constructor(onShow) {
    this.#onShow = onShow;
    this.#buttons.get("needs")?.append(" ", this.#count);
    this.#show("needs");
  }

  /**
   * Begins with this view, unless somebody has chosen one.
   *
   * @param {View} view
   */
  suggest(view) {
    if (!this.#isChosen) {
      this.#show(view);
    }
  }

  /** @param {View} view */
  #show(view) {
    this.#buttons.forEach((button, name) =>
      button.setAttribute("aria-pressed", String(name === view)),
    );
    this.#onShow(view);
  }

  /** @param {number} alerts that ask for somebody */
  count(alerts) {
    setText(this.#count, String(alerts));
    this.#count.hidden = alerts === 0;
  }

  /**
   * @param {View} view
   * @param {string} words
   */
  #button(view, words) {
    const button = el("button", { type: "button", class: "tab", "data-view": view }, words);
    button.addEventListener("click", () => {
      this.#isChosen = true;
      this.#show(view);
    });
    return button;
  }
}
