// What is written about an exercise.

/** @import { DescribedView } from "../types.js" */

import { el } from "../../../dom.js";
import { musclesInWords, neededInWords } from "../../../words/described.js";
import { describedOf } from "./asking.js";

/**
 * Shows what is written about an exercise, if anything is.
 *
 * @param {HTMLElement} place
 * @param {string} name
 */
export async function describe(place, name) {
  const found = await describedOf(name);
  place.replaceChildren(...(found ? [description(found)] : []));
}

/** @param {DescribedView} exercise */
export function description(exercise) {
  return el(
    "div",
    { class: "described" },
    el("p", { class: "quiet" }, neededInWords(exercise)),
    el("p", {}, musclesInWords(exercise)),
    el("ol", { class: "steps" }, ...exercise.instructions.map((step) => el("li", {}, step))),
  );
}
