// What of a file was not understood, as a list that opens.

import { el } from "../dom.js";

const SHOWN = 20;

/**
 * @param {string[]} lines the first of them, in words
 * @param {number} count all of them
 */
export function notUnderstood(lines, count) {
  if (!count) {
    return [];
  }
  const more = count - Math.min(SHOWN, lines.length);
  return [
    el(
      "details",
      {},
      el("summary", {}, `${count} not understood, and left out`),
      el("ul", { class: "item-list" }, ...lines.slice(0, SHOWN).map((text) => el("li", {}, text))),
      more ? el("p", {}, `and ${more} more that were not understood`) : null,
    ),
  ];
}
