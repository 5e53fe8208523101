// Chooses the number of columns of tiles on the board.

/** @import { Size } from "../body/geometry.js" */

const TILE_SHAPE = 0.92; // The best width by height of a tile.
const MIN_WIDTH_PX = 250;
const EMPTY_WEIGHT = 1.5;

/**
 * The number of columns at which all tiles fit the screen and their shape is best.
 *
 * @param {number} tiles
 * @param {Size} screen in pixels
 */
export function bestColumns(tiles, { width, height }) {
  const count = Math.max(tiles, 1);
  const maxColumns = Math.max(1, Math.min(count, Math.floor(width / MIN_WIDTH_PX)));
  /** @param {number} columns */
  const misfit = (columns) => {
    const rows = Math.ceil(count / columns);
    const shape = width / columns / (height / rows);
    const emptyRatio = 1 - count / (rows * columns);
    return Math.abs(Math.log(shape / TILE_SHAPE)) + EMPTY_WEIGHT * emptyRatio;
  };
  const choices = Array.from({ length: maxColumns }, (_, place) => place + 1);
  return choices.reduce((a, b) => (misfit(b) < misfit(a) ? b : a));
}
