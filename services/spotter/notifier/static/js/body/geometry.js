// Points, boxes and interpolation between poses.

/** @import { Point, Points } from "../messages.js" */

import { SPINE } from "./joints.js";

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */
/** @typedef {{ width: number, height: number }} Size */

const MIN_SIDE = 1e-6;

/**
 * The points that are not missing.
 *
 * @param {Points} points
 */
export const seen = (points) => points.filter((point) => point !== null);

/**
 * The bounding box of points; null if all are missing.
 *
 * @param {Points} points
 * @returns {Box | null}
 */
export function boxOf(points) {
  const known = seen(points);
  if (!known.length) {
    return null;
  }
  const xs = known.map(([x]) => x);
  const ys = known.map(([, y]) => y);
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

/**
 * The mean of points; null if all are missing.
 *
 * @param {Points} points
 * @returns {Point | null}
 */
export function centreOf(points) {
  const known = seen(points);
  if (!known.length) {
    return null;
  }
  const [x, y] = known.reduce(([sumX, sumY], [oneX, oneY]) => [sumX + oneX, sumY + oneY]);
  return [x / known.length, y / known.length];
}

/**
 * The distance from neck to hips, in the points' unit; null if either is missing.
 *
 * @param {Points} points
 */
export function torsoLength(points) {
  const [neck, hips] = SPINE.map((joint) => points[joint]);
  return neck && hips ? Math.hypot(neck[0] - hips[0], neck[1] - hips[1]) : null;
}

/**
 * Interpolates between two poses. A joint that is missing before is where it is after; a joint that
 * is missing after is missing.
 *
 * @param {Points} before
 * @param {Points} after
 * @param {number} ratio
 * @returns {Points}
 */
export function between(before, after, ratio) {
  return after.map((point, joint) => {
    const start = before[joint];
    return point && start
      ? [start[0] + ratio * (point[0] - start[0]), start[1] + ratio * (point[1] - start[1])]
      : point;
  });
}

/**
 * Fits a box into a canvas: returns the pixels per unit and a function that places a point.
 *
 * @param {Box} box
 * @param {Size} canvas in pixels
 * @param {number} marginRatio free space on each side
 * @param {number} centreRatio the position of the box's centre, as a ratio of the width
 */
export function fit(box, { width, height }, marginRatio, centreRatio = 0.5) {
  const room = 1 - 2 * marginRatio;
  const scale = Math.min(
    (room * width) / Math.max(box.right - box.left, MIN_SIDE),
    (room * height) / Math.max(box.bottom - box.top, MIN_SIDE),
  );
  const x = width * centreRatio - (scale * (box.left + box.right)) / 2;
  const y = height / 2 - (scale * (box.top + box.bottom)) / 2;
  /** @type {(point: Point | null) => Point | null} */
  const place = (point) => point && [x + scale * point[0], y + scale * point[1]];
  return { scale, place };
}
