// What keys do to a box. Pure.

/** @import { Box, Picture } from "./box.js" */

import { firstBox, grown, moved } from "./box.js";

const STEPS = 100; // So many across the picture's shorter side.

/** @type {Record<string, [across: number, down: number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * The box after an arrow key, by which one appears if there is none; null: the key means nothing.
 * With Shift, right and down make it larger, left and up smaller.
 *
 * @param {Box | null} box
 * @param {{ key: string; shiftKey: boolean }} pressed
 * @param {Picture} picture
 */
export function boxAfter(box, { key, shiftKey }, picture) {
  const way = WAYS[key];
  if (!way) {
    return null;
  }
  if (!box) {
    return firstBox(picture);
  }
  const step_px = Math.max(1, Math.round(Math.min(picture.width_px, picture.height_px) / STEPS));
  const by = { x_px: step_px * way[0], y_px: step_px * way[1] };
  return (shiftKey ? grown : moved)(box, by, picture);
}
