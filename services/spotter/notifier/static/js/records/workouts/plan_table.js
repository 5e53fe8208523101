// The table of a day: each exercise, what was planned, what was done.

import { el } from "../../dom.js";

export class PlanTable {
  #rows = el("tbody");

  constructor() {
    const heads = ["Exercise", "Planned", "Done"].map((text) => el("th", { scope: "col" }, text));
    this.element = el(
      "div",
      { class: "scroll", hidden: true },
      el("table", { class: "reps plan" }, el("thead", {}, el("tr", {}, ...heads)), this.#rows),
    );
  }

  /** @param {{ exercise: string; planned: string[]; done: string[] }[]} rows */
  show(rows) {
    this.element.hidden = rows.length === 0;
    this.#rows.replaceChildren(
      ...rows.map(({ exercise, planned, done }) =>
        el("tr", {}, el("th", { scope: "row" }, exercise), lines(planned), lines(done)),
      ),
    );
  }
}

/** @param {string[]} words */
function lines(words) {
  return el("td", {}, ...words.map((text) => el("div", {}, text)));
}
