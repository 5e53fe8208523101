// The table of the latest sets: how fast each began, and how much slower it became.

/** @import { VerdictView } from "../../messages.js" */
/** @import { SetSpeed } from "./set_speeds.js" */

import { el } from "../../dom.js";
import { dayAndClock, exerciseName, number } from "../../words/text.js";
import { setSpeeds } from "./set_speeds.js";

const HEADS = ["When", "Exercise", "Reps", "First rep, torso lengths/s", "Slowest beside fastest"];

export class SetTable {
  #rows = el("tbody");
  element = el(
    "section",
    { hidden: true },
    el("h2", {}, "Speed of the latest sets"),
    el(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": "Speed of the latest sets" },
      el(
        "table",
        { class: "set-speeds" },
        el("thead", {}, el("tr", {}, ...HEADS.map((text) => el("th", { scope: "col" }, text)))),
        this.#rows,
      ),
    ),
  );

  /** @param {VerdictView[]} reps the latest, as far as they are loaded */
  show(reps) {
    const sets = setSpeeds(reps);
    this.element.hidden = sets.length === 0;
    this.#rows.replaceChildren(...sets.map(row));
  }
}

/** @param {SetSpeed} set */
function row({ exercise, started_ms, reps, first_tl_s, loss_ratio }) {
  const loss = loss_ratio === null ? "" : `${Math.round(100 * loss_ratio)} % slower`;
  const cells = [
    dayAndClock(started_ms),
    exerciseName(exercise),
    String(reps),
    number(Math.round(100 * first_tl_s) / 100),
    loss,
  ];
  return el("tr", {}, ...cells.map((text) => el("td", {}, text)));
}
