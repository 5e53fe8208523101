// Finds the moment of the reference that matches a frame of the attempt.

/** @import { RepView } from "../messages.js" */

/** @typedef {(number | null)[]} Places each frame of the attempt's position in frames of the reference */

/**
 * The fractional position in the reference of each of the attempt's `frames` frames; all null if
 * nothing is aligned.
 *
 * @param {RepView["alignment"]} alignment
 * @param {number} frames
 * @returns {Places}
 */
export function partners(alignment, frames) {
  /** @type {number[][]} */
  const of = Array.from({ length: frames }, () => []);
  for (const [mine, models] of alignment) {
    of[mine]?.push(models);
  }
  const places = of.map((models) =>
    models.length ? models.reduce((sum, model) => sum + model, 0) / models.length : null,
  );
  return filled(places);
}

/**
 * The value at `place` between the items of a list; null without a place or items.
 *
 * @template Item
 * @param {Item[]} items
 * @param {number | null} place
 * @param {(before: Item, after: Item, ratio: number) => Item} mix
 */
export function itemAt(items, place, mix) {
  if (place === null || !items.length) {
    return null;
  }
  const first = Math.min(Math.floor(place), items.length - 1);
  const second = Math.min(first + 1, items.length - 1);
  return mix(items[first], items[second], place - first);
}

/**
 * Fills frames without a partner by interpolating between their neighbours.
 *
 * @param {Places} places
 * @returns {Places}
 */
function filled(places) {
  const known = places.flatMap((place, frame) => (place === null ? [] : [{ frame, place }]));
  if (!known.length) {
    return places;
  }
  return places.map((place, frame) => {
    const before = known.findLast((other) => other.frame <= frame) ?? known[0];
    const after = known.find((other) => other.frame >= frame) ?? known[known.length - 1];
    const frames = after.frame - before.frame;
    const ratio = frames > 0 ? (frame - before.frame) / frames : 0;
    return place ?? before.place + ratio * (after.place - before.place);
  });
}
