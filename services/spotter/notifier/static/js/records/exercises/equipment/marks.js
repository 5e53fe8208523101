// The boxes that a trainer has taken, which say together where equipment is. Pure.

/** @import { BoxView, EndName } from "../../types.js" */

/** @typedef {EndName | null} End at the person's own side; null: nobody has said which */

/**
 * The marks with one more: it takes the place of that of the same end on the same picture. An end
 * that is named and one that is not cannot be told apart, so the latest mark says which it is.
 *
 * @param {readonly BoxView[]} marks
 * @param {BoxView} mark
 */
export function withMark(marks, mark) {
  const others = marks.filter(
    (one) => (one.end === null) === (mark.end === null) && !isSame(one, mark),
  );
  return [...others, mark].sort((one, other) => one.index - other.index);
}

/**
 * @param {readonly BoxView[]} marks
 * @param {{ end: End; index: number }} gone
 */
export function withoutMark(marks, gone) {
  return marks.filter((one) => !isSame(one, gone));
}

/**
 * @param {readonly BoxView[]} marks
 * @param {{ end: End; index: number }} wanted
 */
export function markOf(marks, wanted) {
  return marks.find((one) => isSame(one, wanted)) ?? null;
}

/**
 * @param {{ end: End; index: number }} one
 * @param {{ end: End; index: number }} other
 */
function isSame(one, other) {
  return one.end === other.end && one.index === other.index;
}
