// Outlines of drawn shapes, in pixels and radians.

/** @import { Point } from "../messages.js" */

/** @typedef {[x: number, y: number, radius: number, start: number, end: number]} Arc */

const ROUND = 2 * Math.PI;
const BARB_ANGLE = 0.5;

/**
 * The outline of two circles and the area between them, as arcs that a path joins. If one circle
 * contains the other, it is the whole outline.
 *
 * @param {Point} from
 * @param {Point} to
 * @param {number} fromRadius
 * @param {number} toRadius
 * @returns {Arc[]}
 */
export function capsule([x1, y1], [x2, y2], fromRadius, toRadius) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length <= Math.abs(fromRadius - toRadius)) {
    return [[x1, y1, Math.max(fromRadius, toRadius), 0, ROUND]];
  }
  const along = Math.atan2(y2 - y1, x2 - x1);
  const aside = Math.acos((fromRadius - toRadius) / length);
  return [
    [x1, y1, fromRadius, along + aside, along - aside + ROUND],
    [x2, y2, toRadius, along - aside, along + aside],
  ];
}

/**
 * The ends of the two barbs of an arrowhead.
 *
 * @param {Point} from
 * @param {Point} to where the arrow points
 * @param {number} length of a barb
 * @returns {Point[]}
 */
export function barbs([x1, y1], [x2, y2], length) {
  const along = Math.atan2(y2 - y1, x2 - x1);
  return [BARB_ANGLE, -BARB_ANGLE].map((turn) => [
    x2 - length * Math.cos(along + turn),
    y2 - length * Math.sin(along + turn),
  ]);
}
