// Where two movements with as many frames are farthest apart.

/** @import { Points } from "../../messages.js" */

/**
 * The frame, counted from 0, at which a joint is farthest from its place in the other movement; of
 * several the first.
 *
 * @param {Points[]} done
 * @param {Points[]} expected
 */
export function farthestFrame(done, expected) {
  const apart = done.map((points, frame) => largestGap(points, expected[frame]));
  return apart.indexOf(Math.max(...apart));
}

/**
 * @param {Points} points
 * @param {Points} others
 */
function largestGap(points, others) {
  let largest = 0;
  points.forEach((point, joint) => {
    const other = others[joint];
    if (point && other) {
      largest = Math.max(largest, Math.hypot(point[0] - other[0], point[1] - other[1]));
    }
  });
  return largest;
}
