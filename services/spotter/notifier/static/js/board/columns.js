// How many columns of tiles the board has.

/** @import { Size } from "../body/geometry.js" */

const TILE_SHAPE = 0.92; // Width by height of a tile that looks well.
const NARROWEST_PX = 250;
const EMPTY_WEIGHT = 1.5;

/**
 * As many columns as let all tiles fit the screen with the best shape.
 *
 * @param {number} tiles
 * @param {Size} screen in pixels
 */
export function bestColumns(tiles, { width, height }) {
  const count = Math.max(tiles, 1);
  const most = Math.max(1, Math.min(count, Math.floor(width / NARROWEST_PX)));
  /** @param {number} columns */
  const misfit = (columns) => {
    const rows = Math.ceil(count / columns);
    const shape = width / columns / (height / rows);
    const emptyRatio = 1 - count / (rows * columns);
    return Math.abs(Math.log(shape / TILE_SHAPE)) + EMPTY_WEIGHT * emptyRatio;
  };
  const choices = Array.from({ length: most }, (_, place) => place + 1);
  return choices.reduce((a, b) => (misfit(b) < misfit(a) ? b : a));
}
