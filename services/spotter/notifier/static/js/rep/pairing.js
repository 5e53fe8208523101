// Which moment of the reference belongs to a frame of the attempt.

/** @import { RepView } from "../messages.js" */

/** @typedef {(number | null)[]} Places for each frame of the attempt, in frames of the reference */

/**
 * For each of `frames` frames of the attempt its place in the reference, in frames and parts of
 * them; null everywhere when nothing is aligned.
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
 * What lies at `place` between the items of a list; null without a place or items.
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
 * Frames without a partner lie evenly between their neighbours.
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
