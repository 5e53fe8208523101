// In which unit loads are shown and written; browsers remember it.

/** @import { LoadUnit } from "../../words/workout.js" */

import { el } from "../../dom.js";
import { field } from "../form.js";

const KEY = "spotter-load-unit";

/** @returns {LoadUnit} */
export function loadUnit() {
  return localStorage.getItem(KEY) === "lb" ? "lb" : "kg";
}

/** @param {() => void} changed */
export function unitField(changed) {
  const choice = el(
    "select",
    {},
    ...["kg", "lb"].map((unit) => el("option", { selected: unit === loadUnit() }, unit)),
  );
  choice.addEventListener("change", () => {
    localStorage.setItem(KEY, choice.value);
    changed();
  });
  return field("Loads in", choice);
}
