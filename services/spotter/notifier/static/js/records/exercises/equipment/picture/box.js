// Boxes in a picture: drawn, moved and resized, and never outside it. Pure.

/** @import { BoxView } from "../../../types.js" */

/** @typedef {Pick<BoxView, "x_px" | "y_px" | "width_px" | "height_px">} Box from its left and upper edge */
/** @typedef {{ width_px: number; height_px: number }} Picture */
/** @typedef {{ x_px: number; y_px: number }} Spot */
/** @typedef {readonly [right: 0 | 1, low: 0 | 1]} Corner */

/** In a smaller one Spotter sees nothing but compression. */
export const LEAST_PX = 10;
const FIRST_RATIO = 0.15; // Of the picture's shorter side.

/** @type {readonly Corner[]} */
export const CORNERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
];

/**
 * The box between two spots, in whole pixels of the picture.
 *
 * @param {Spot} one
 * @param {Spot} other
 * @param {Picture} picture
 * @returns {Box}
 */
export function boxBetween(one, other, picture) {
  const [x_px, width_px] = span(one.x_px, other.x_px, picture.width_px);
  const [y_px, height_px] = span(one.y_px, other.y_px, picture.height_px);
  return { x_px, y_px, width_px, height_px };
}

/**
 * @param {Box} box
 * @param {Spot} by
 * @param {Picture} picture
 * @returns {Box}
 */
export function moved(box, by, picture) {
  return {
    ...box,
    x_px: clamped(Math.round(box.x_px + by.x_px), 0, picture.width_px - box.width_px),
    y_px: clamped(Math.round(box.y_px + by.y_px), 0, picture.height_px - box.height_px),
  };
}

/**
 * The box with one of its corners moved; it stays at that side of the opposite one.
 *
 * @param {Box} box
 * @param {Corner} corner
 * @param {Spot} by
 * @param {Picture} picture
 * @returns {Box}
 */
export function resized(box, [right, low], by, picture) {
  const [x_px, width_px] = dragged(box.x_px, box.width_px, right, by.x_px, picture.width_px);
  const [y_px, height_px] = dragged(box.y_px, box.height_px, low, by.y_px, picture.height_px);
  return { x_px, y_px, width_px, height_px };
}

/**
 * The box with other sides round the same middle, as far as the picture goes.
 *
 * @param {Box} box
 * @param {Spot} by how much wider and higher
 * @param {Picture} picture
 * @returns {Box}
 */
export function grown(box, by, picture) {
  const width_px = clamped(Math.round(box.width_px + by.x_px), LEAST_PX, picture.width_px);
  const height_px = clamped(Math.round(box.height_px + by.y_px), LEAST_PX, picture.height_px);
  const shift = { x_px: (box.width_px - width_px) / 2, y_px: (box.height_px - height_px) / 2 };
  return moved({ ...box, width_px, height_px }, shift, picture);
}

/**
 * The square box round a place, as far as the picture goes.
 *
 * @param {Spot & { radius_px: number }} place its middle and half of its side
 * @param {Picture} picture
 */
export function boxRound({ x_px, y_px, radius_px }, picture) {
  const upper = { x_px: x_px - radius_px, y_px: y_px - radius_px };
  return boxBetween(upper, { x_px: x_px + radius_px, y_px: y_px + radius_px }, picture);
}

/**
 * A box in the middle of the picture, from which keys go on.
 *
 * @param {Picture} picture
 */
export function firstBox(picture) {
  const { width_px, height_px } = picture;
  const radius_px = (FIRST_RATIO * Math.min(width_px, height_px)) / 2;
  return boxRound({ x_px: width_px / 2, y_px: height_px / 2, radius_px }, picture);
}

/**
 * @param {Box} box
 * @param {Spot} spot
 */
export function holds({ x_px, y_px, width_px, height_px }, spot) {
  const [across, down] = [spot.x_px - x_px, spot.y_px - y_px];
  return across >= 0 && across <= width_px && down >= 0 && down <= height_px;
}

/**
 * One axis of a box between two values.
 *
 * @param {number} one
 * @param {number} other
 * @param {number} end of the picture
 */
function span(one, other, end) {
  const size = clamped(Math.round(Math.abs(one - other)), LEAST_PX, end);
  return [clamped(Math.round(Math.min(one, other)), 0, end - size), size];
}

/**
 * One axis of a box of which one side is dragged.
 *
 * @param {number} start
 * @param {number} size
 * @param {0 | 1} far which side
 * @param {number} by
 * @param {number} end of the picture
 */
function dragged(start, size, far, by, end) {
  if (far) {
    return [start, clamped(Math.round(size + by), LEAST_PX, end - start)];
  }
  const moves = clamped(Math.round(start + by), 0, start + size - LEAST_PX);
  return [moves, start + size - moves];
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
function clamped(value, least, most) {
  return Math.max(least, Math.min(value, most));
}
