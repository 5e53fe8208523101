// Keeps moving people in view and to scale. Lengths are in thousandths of the picture's height.

/** @import { PersonView, Points } from "../messages.js" */
/** @import { Box } from "../body/geometry.js" */

import { boxOf, torsoLength } from "../body/geometry.js";

const WIDEN_MS = 250;
const NARROW_MS = 9000;
const MIN_VIEW = 260;

/**
 * A person's joints, and after them the ends of their equipment, from the coordinates that the
 * notifier sends.
 *
 * @param {Pick<PersonView, "xy" | "equipment">} person
 * @returns {Points}
 */
export function pointsOf({ xy: joints, equipment }) {
  const xy = [...joints, ...equipment];
  return Array.from({ length: xy.length / 2 }, (_, joint) => {
    const [x, y] = xy.slice(2 * joint, 2 * joint + 2);
    return x === null || y === null ? null : [x, y];
  });
}

/**
 * The view after `passedMs`. It widens quickly when somebody leaves it and narrows slowly, so that
 * the picture stays still while the body moves.
 *
 * @param {Box | null} known
 * @param {Points[]} people
 * @param {number} passedMs
 * @returns {Box | null}
 */
export function followedView(known, people, passedMs) {
  const box = boxOf(people.flat());
  if (!box || !known) {
    return box ? atLeast(box, MIN_VIEW) : known;
  }
  return {
    left: approach(known.left, box.left, box.left < known.left, passedMs),
    right: approach(known.right, box.right, box.right > known.right, passedMs),
    top: approach(known.top, box.top, box.top < known.top, passedMs),
    bottom: approach(known.bottom, box.bottom, box.bottom > known.bottom, passedMs),
  };
}

/**
 * A person's torso length after `passedMs`; null until it has been seen. It shrinks slowly: a torso
 * that leans towards the camera only looks shorter.
 *
 * @param {number | null} known
 * @param {Points} person
 * @param {number} passedMs
 */
export function torsoOf(known, person, passedMs) {
  const now = torsoLength(person);
  if (now === null || known === null || now > known) {
    return now ?? known;
  }
  return known + (1 - Math.exp(-passedMs / NARROW_MS)) * (now - known);
}

/**
 * @param {number} from
 * @param {number} to
 * @param {boolean} outward
 * @param {number} passedMs
 */
function approach(from, to, outward, passedMs) {
  return from + (1 - Math.exp(-passedMs / (outward ? WIDEN_MS : NARROW_MS))) * (to - from);
}

/**
 * @param {Box} box
 * @param {number} height
 * @returns {Box}
 */
function atLeast(box, height) {
  const extra = Math.max(0, height - (box.bottom - box.top)) / 2;
  return { ...box, top: box.top - extra, bottom: box.bottom + extra };
}
