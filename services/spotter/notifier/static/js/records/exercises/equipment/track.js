// The track of equipment through a film: its place, its trail, and where it is unclear. Pure.

/** @import { EndName, FilmView, TrackView } from "../../types.js" */
/** @import { Spot } from "./picture/box.js" */

const TRAIL_MS = 1500;
const BROKEN_MS = 500;

/** @typedef {Spot & { radius_px: number }} Place */
/** @typedef {TrackView["places"][number]} PlaceRow */
/** @typedef {{ end: EndName; from_s: number; to_s: number; first: number; last: number }} Stretch first, last: pictures */

/**
 * Where it is in a picture; null: that is not clear.
 *
 * @param {TrackView} track
 * @param {number} index
 */
export function placeAt({ places }, index) {
  const found = places.find(([at]) => at === index);
  return found ? placeOf(found) : null;
}

/**
 * Where it is in the picture that is nearest to this one; null: in none.
 *
 * @param {TrackView} track
 * @param {number} index
 */
export function placeNear({ places }, index) {
  /** @type {PlaceRow | null} */
  let nearest = null;
  for (const one of places) {
    if (!nearest || Math.abs(one[0] - index) < Math.abs(nearest[0] - index)) {
      nearest = one;
    }
  }
  return nearest && placeOf(nearest);
}

/**
 * Its way in the last moments until a picture, in runs: it is not known what was between two.
 *
 * @param {TrackView} track
 * @param {number[]} timesMs of the film's pictures
 * @param {number} index
 */
export function trailOf({ places }, timesMs, index) {
  /** @type {Place[][]} */
  const runs = [];
  let lastMs = -Infinity;
  for (const one of places) {
    const atMs = timesMs[one[0]];
    if (one[0] > index || atMs < timesMs[index] - TRAIL_MS) {
      continue;
    }
    if (atMs - lastMs > BROKEN_MS) {
      runs.push([]);
    }
    runs[runs.length - 1].push(placeOf(one));
    lastMs = atMs;
  }
  return runs;
}

/**
 * Where tracks are unclear, in the order of time.
 *
 * @param {Pick<FilmView, "times_ms" | "tracks">} film
 * @returns {Stretch[]}
 */
export function stretchesOf({ times_ms, tracks }) {
  const found = tracks.flatMap(({ end, unclear_s }) =>
    unclear_s.map(([from_s, to_s]) => ({
      end,
      from_s,
      to_s,
      first: pictureAt(times_ms, from_s),
      last: pictureAt(times_ms, to_s),
    })),
  );
  return found.sort((one, other) => one.from_s - other.from_s);
}

/**
 * The picture in the middle of a stretch.
 *
 * @param {Stretch} stretch
 */
export const middleOf = ({ first, last }) => Math.round((first + last) / 2);

/**
 * The part of a slider over `pictures` pictures that a stretch takes, from 0 to 1.
 *
 * @param {Stretch} stretch
 * @param {number} pictures
 */
export function partOf({ first, last }, pictures) {
  const steps = Math.max(pictures - 1, 1);
  return { start_ratio: first / steps, width_ratio: (last - first) / steps };
}

/**
 * The picture nearest to a time, in seconds since the first one.
 *
 * @param {number[]} timesMs
 * @param {number} seconds
 */
function pictureAt(timesMs, seconds) {
  const atMs = timesMs[0] + 1000 * seconds;
  let nearest = 0;
  timesMs.forEach((timeMs, index) => {
    if (Math.abs(timeMs - atMs) < Math.abs(timesMs[nearest] - atMs)) {
      nearest = index;
    }
  });
  return nearest;
}

/**
 * @param {PlaceRow} row
 * @returns {Place}
 */
function placeOf([, x_px, y_px, radius_px]) {
  return { x_px, y_px, radius_px };
}
