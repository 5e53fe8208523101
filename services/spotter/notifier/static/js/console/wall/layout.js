// Where each station's tile is on the wall: who needs help is large and first, the others small.

/** @import { Size } from "../../body/geometry.js" */

/** @typedef {0 | 1 | 2 | 3} Level how much somebody needs help; 0: all is well */
/** @typedef {{ id: string; level: Level }} Wanted */
/** @typedef {{ x: number; y: number; width: number; height: number }} Place in pixels */
/** @typedef {{ columns: number; rows: number }} Span in cells */
/** @typedef {Span & { id: string; column: number; row: number }} Laid in cells */

/** Below this nothing can be read at arm's length. */
export const LEGIBLE = { width: 104, height: 92 };
export const GAP_PX = 6;

const CELL_SHAPE = 1.1; // The best width by height of a cell.
const EMPTY_WEIGHT = 1.2;
const MOST_LARGE = 12; // More large tiles are no longer first, but a crowd.
const NARROW_PX = 600;
const NARROW_ROW_PX = 100;

/** @type {Span[]} by level */
const SPANS = [
  { columns: 1, rows: 1 },
  { columns: 2, rows: 1 },
  { columns: 2, rows: 2 },
  { columns: 3, rows: 2 },
];

/**
 * The places of tiles, in order, on a wall of this size, and the wall's height. It is higher than
 * the screen only if the tiles would not be legible otherwise.
 *
 * @param {Wanted[]} wanted who is first comes first
 * @param {Size} wall in pixels
 * @param {Size} [legible] the smallest cell, in pixels
 * @returns {{ places: Map<string, Place>; height: number }}
 */
export function wallLayout(wanted, wall, legible = LEGIBLE) {
  if (wall.width < NARROW_PX) {
    return narrow(wanted, wall.width, legible);
  }
  const most = Math.max(1, cells(wall.width, legible.width));
  const spans = wanted.map(({ level }, place) => SPANS[place < MOST_LARGE ? level : 0]);
  for (let large = spans.length; large >= 0; large -= 1) {
    const tried = spans.map((span, place) => (place < large ? span : SPANS[0]));
    // Making small what is small already would change nothing.
    if (large === spans.length || spans[large] !== SPANS[0]) {
      const best = bestGrid(wanted, tried, wall, { most, legible });
      if (best) {
        return best;
      }
    }
  }
  const laid = packed(wanted, spans, most);
  const rows = rowsOf(laid);
  return placed(laid, { width: wall.width, columns: most, rows, rowPx: legible.height });
}

/**
 * The grid whose cells have the best shape, of those on which all is legible; null without any.
 *
 * @param {Wanted[]} wanted
 * @param {Span[]} spans
 * @param {Size} wall
 * @param {{ most: number; legible: Size }} limits
 */
function bestGrid(wanted, spans, wall, { most, legible }) {
  /** @type {{ misfit: number; laid: Laid[]; columns: number; rows: number } | null} */
  let best = null;
  const area = spans.reduce((sum, span) => sum + span.columns * span.rows, 0);
  const widest = Math.max(1, ...spans.map((span) => span.columns));
  for (let columns = widest; columns <= most; columns += 1) {
    if (Math.ceil(area / columns) <= cells(wall.height, legible.height)) {
      const laid = packed(wanted, spans, columns);
      const rows = rowsOf(laid);
      const shape = wall.width / columns / (wall.height / rows);
      const empty = 1 - area / (rows * columns);
      const misfit = Math.abs(Math.log(shape / CELL_SHAPE)) + EMPTY_WEIGHT * empty;
      const fits = rows <= cells(wall.height, legible.height);
      best = fits && (!best || misfit < best.misfit) ? { misfit, laid, columns, rows } : best;
    }
  }
  const rowPx = best && (wall.height + GAP_PX) / best.rows - GAP_PX;
  return best && rowPx !== null ? placed(best.laid, { ...best, width: wall.width, rowPx }) : null;
}

/**
 * On a phone: one column of those who need help, then small tiles.
 *
 * @param {Wanted[]} wanted
 * @param {number} width
 * @param {Size} legible
 */
function narrow(wanted, width, legible) {
  const columns = Math.max(1, cells(width, legible.width));
  const row = { columns, rows: 1 };
  const rows = { columns, rows: 2 };
  const spans = wanted.map(({ level }) => [SPANS[0], row, rows, rows][level]);
  const laid = packed(wanted, spans, columns);
  return placed(laid, { width, columns, rows: rowsOf(laid), rowPx: NARROW_ROW_PX });
}

/**
 * Lays each tile at the first free cells, row by row, so that the small ones fill the gaps.
 *
 * @param {Wanted[]} wanted
 * @param {Span[]} spans at most `columns` wide
 * @param {number} columns
 * @returns {Laid[]}
 */
function packed(wanted, spans, columns) {
  /** @type {boolean[]} */
  const taken = [];
  /** @type {Map<Span, number>} where the search for the next of the same span begins */
  const from = new Map();
  return wanted.map(({ id }, place) => {
    const span = spans[place];
    let cell = from.get(span) ?? 0;
    while (!isFree(taken, cell, span, columns)) {
      cell += 1;
    }
    from.set(span, cell);
    const column = cell % columns;
    const row = (cell - column) / columns;
    for (const covered of covers(cell, span, columns)) {
      taken[covered] = true;
    }
    return { id, ...span, column, row };
  });
}

/**
 * @param {boolean[]} taken
 * @param {number} cell
 * @param {Span} span
 * @param {number} columns
 */
function isFree(taken, cell, span, columns) {
  const fits = (cell % columns) + span.columns <= columns;
  return fits && covers(cell, span, columns).every((covered) => !taken[covered]);
}

/**
 * @param {number} cell
 * @param {Span} span
 * @param {number} columns
 */
function covers(cell, span, columns) {
  return Array.from(
    { length: span.columns * span.rows },
    (_, place) => cell + (place % span.columns) + Math.floor(place / span.columns) * columns,
  );
}

/**
 * @param {Laid[]} laid
 * @param {{ width: number; columns: number; rows: number; rowPx: number }} grid
 */
function placed(laid, { width, columns, rows, rowPx }) {
  const columnPx = (width + GAP_PX) / columns - GAP_PX;
  /** @type {Map<string, Place>} */
  const places = new Map();
  for (const one of laid) {
    places.set(one.id, {
      x: one.column * (columnPx + GAP_PX),
      y: one.row * (rowPx + GAP_PX),
      width: one.columns * (columnPx + GAP_PX) - GAP_PX,
      height: one.rows * (rowPx + GAP_PX) - GAP_PX,
    });
  }
  return { places, height: Math.max(0, rows * (rowPx + GAP_PX) - GAP_PX) };
}

/** @param {Laid[]} laid */
function rowsOf(laid) {
  return laid.reduce((rows, one) => Math.max(rows, one.row + one.rows), 1);
}

/**
 * How many cells of a size fit.
 *
 * @param {number} room
 * @param {number} size
 */
function cells(room, size) {
  return Math.floor((room + GAP_PX) / (size + GAP_PX));
}
