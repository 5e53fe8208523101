// Films of eleven pictures, ten a second, in which an end moves to the right by a pixel each.

/** @typedef {import("#page/records/types.js").BoxView} BoxView */
/** @typedef {import("#page/records/types.js").FilmView} FilmView */
/** @typedef {import("#page/records/types.js").TrackView} TrackView */

/** @returns {FilmView} */
export const film = () => ({
  film_id: "f",
  station_id: "rack-1",
  equipment: "barbell",
  state: "recorded",
  problem: null,
  progress_ratio: 0,
  width_px: 640,
  height_px: 480,
  times_ms: Array.from({ length: 11 }, (_, index) => 1_700_000_000_000 + 100 * index),
  kept_until_ms: 1_700_003_600_000,
  proposals: [],
  tracks: [],
});

/** @type {(index: number, end: BoxView["end"]) => BoxView} */
export const mark = (index, end) => ({
  end,
  index,
  x_px: 90 + index,
  y_px: 40,
  width_px: 20,
  height_px: 20,
});

/** @type {(end: TrackView["end"], pictures: number[], unclear_s?: [number, number][]) => TrackView} */
export const track = (end, pictures, unclear_s = []) => ({
  end,
  places: pictures.map((index) => [index, 100 + index, 50, 10]),
  unclear_s,
});
