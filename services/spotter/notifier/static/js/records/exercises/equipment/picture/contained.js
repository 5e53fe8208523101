// A picture that lies in a canvas as large as it can, like CSS' `object-fit: contain`. Pure.

/** @import { Box, Corner, Picture, Spot } from "./box.js" */

import { CORNERS, holds } from "./box.js";

/** @typedef {{ width: number; height: number }} Screen in CSS pixels */
/** @typedef {{ scale: number; left: number; top: number }} Contained scale: CSS pixels a pixel of the picture */
/** @typedef {{ kind: "corner"; corner: Corner } | { kind: "inside" }} Grip */

/** A thumb's width, in CSS pixels: what is nearer to a handle takes it. */
const REACH = 22;
/** Handles lie outside the box, so that they leave a small one to be moved. */
const OUTSIDE = 14;

/**
 * @param {Picture} picture
 * @param {Screen} screen
 * @returns {Contained}
 */
export function contained({ width_px, height_px }, { width, height }) {
  const scale = Math.min(width / width_px, height / height_px);
  return { scale, left: (width - scale * width_px) / 2, top: (height - scale * height_px) / 2 };
}

/**
 * @param {Contained} at
 * @param {Spot} spot
 */
export function onScreen({ scale, left, top }, { x_px, y_px }) {
  return { x: left + scale * x_px, y: top + scale * y_px };
}

/**
 * @param {Contained} at
 * @param {{ x: number; y: number }} point on the screen
 * @returns {Spot}
 */
export function inPicture({ scale, left, top }, { x, y }) {
  return { x_px: (x - left) / scale, y_px: (y - top) / scale };
}

/**
 * Where the handles of a box are on the screen, in the order of the corners.
 *
 * @param {Contained} at
 * @param {Box} box
 * @param {Screen} screen
 */
export function handlesOf(at, box, screen) {
  const start = onScreen(at, box);
  const [width, height] = [at.scale * box.width_px, at.scale * box.height_px];
  return CORNERS.map(([right, low]) => ({
    x: within(start.x + right * width + (right ? OUTSIDE : -OUTSIDE), screen.width),
    y: within(start.y + low * height + (low ? OUTSIDE : -OUTSIDE), screen.height),
  }));
}

/**
 * What a finger takes hold of; null: neither a handle nor the box.
 *
 * @param {Contained} at
 * @param {Box} box
 * @param {Screen} screen
 * @param {{ x: number; y: number }} point on the screen
 * @returns {Grip | null}
 */
export function gripAt(at, box, screen, point) {
  const away = handlesOf(at, box, screen).map(({ x, y }) => Math.hypot(x - point.x, y - point.y));
  const nearest = Math.min(...away);
  if (nearest < REACH) {
    return { kind: "corner", corner: CORNERS[away.indexOf(nearest)] };
  }
  return holds(box, inPicture(at, point)) ? { kind: "inside" } : null;
}

/**
 * @param {number} value
 * @param {number} most
 */
function within(value, most) {
  return Math.max(OUTSIDE / 2, Math.min(value, most - OUTSIDE / 2));
}
