// The table of the latest sets: how fast each began, and how much slower it became.

/** @import { LedgerRepView } from "../types.js" */
/** @import { SetSpeed } from "./set_speeds.js" */

import { el } from "../../dom.js";
import { dayAndClock, exerciseName, number } from "../../words/text.js";
import { setSpeeds } from "./set_speeds.js";

const HEADS = ["When", "Exercise", "Reps", "First rep", "Power", "Slowest beside fastest"];

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

  /** @param {LedgerRepView[]} reps the latest, as far as they are loaded */
  show(reps) {
    const sets = setSpeeds(reps);
    this.element.hidden = sets.length === 0;
    this.#rows.replaceChildren(...sets.map(row));
  }
}

/** @param {SetSpeed} set */
function row({ exercise, started_ms, reps, first_tl_s, first_m_s, first_w, loss_ratio }) {
  const loss = loss_ratio === null ? "" : `${Math.round(100 * loss_ratio)} % slower`;
  const cells = [
    dayAndClock(started_ms),
    exerciseName(exercise),
    String(reps),
    first_m_s === null ? `${rounded(first_tl_s)} torso lengths/s` : `${rounded(first_m_s)} m/s`,
    first_w === null ? "" : `${Math.round(first_w)} W`,
    loss,
  ];
  return el("tr", {}, ...cells.map((text) => el("td", {}, text)));
}

/** @param {number} speed */
const rounded = (speed) => number(Math.round(100 * speed) / 100);
