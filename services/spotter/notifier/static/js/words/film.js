// The words about films that teach equipment.

/** @import { BoxView, FilmView } from "../records/types.js" */
/** @import { End } from "../records/exercises/equipment/marks.js" */
/** @import { Box } from "../records/exercises/equipment/picture/box.js" */
/** @import { Stretch } from "../records/exercises/equipment/track.js" */

import { capital, count, number } from "./text.js";

const MINUTE_MS = 60_000;

/** What can be taught; a band has no end that could be followed. */
export const EQUIPMENT = /** @type {const} */ ({
  barbell: "barbell",
  dumbbell: "one dumbbell",
  dumbbells: "two dumbbells",
  kettlebell: "one kettlebell",
  kettlebells: "two kettlebells",
  other: "something else",
});

const PAIRED = new Set(["barbell", "dumbbells", "kettlebells", "other"]);

/** @param {string} equipment whether each hand may hold an end of its own */
export const hasTwoEnds = (equipment) => PAIRED.has(equipment);

export const FILM_KEYS =
  "Keys, once the picture is chosen: arrows move the box, with Shift they make it larger or smaller, Enter takes it, Escape removes it.";

/** @param {string} equipment */
export const filmHeading = (equipment) => `Where is ${partInWords(equipment)}?`;

/** @param {string} equipment */
export function filmTask(equipment) {
  return `Go to a picture in which ${partInWords(equipment)} is seen well, and draw a box closely round all of it, from corner to corner, with the mouse, a finger or a pen. Or let Spotter propose one.`;
}

/**
 * What the box is drawn round.
 *
 * @param {string} equipment
 */
function partInWords(equipment) {
  switch (equipment) {
    case "barbell":
      return "the plate or the bar's end";
    case "other":
      return "what is held";
    default:
      return `the ${equipment.replace(/s$/, "")}`;
  }
}

/**
 * Which end, such as "left end"; empty: it is not said.
 *
 * @param {End} end
 */
export const endInWords = (end) => (end ? `${end} end` : "");

/**
 * @param {BoxView} mark
 * @param {number[]} timesMs
 */
export function markInWords({ end, index }, timesMs) {
  return capital([endInWords(end), `at ${secondsAt(timesMs, index)}`].filter(Boolean).join(" "));
}

/** @param {Box} box */
export function boxInWords({ x_px, y_px, width_px, height_px }) {
  return `Box ${width_px} wide and ${height_px} high, ${x_px} from the left and ${y_px} from the top.`;
}

/** @param {Stretch} stretch */
export function stretchInWords({ end, from_s, to_s }) {
  const which = end ? `, ${endInWords(end)}` : "";
  return `${seconds(from_s)} to ${seconds(to_s)} s${which}`;
}

/**
 * How much longer the pictures are kept.
 *
 * @param {number} keptUntilMs
 * @param {number} nowMs
 */
export function keptInWords(keptUntilMs, nowMs) {
  const minutes = Math.ceil((keptUntilMs - nowMs) / MINUTE_MS);
  return minutes > 0
    ? `The pictures are kept, encrypted, until you are done, ${count(minutes, "minute", "minutes")} at most.`
    : "The hour is over, and the pictures are deleted. Record again to teach the equipment.";
}

/** @param {string} problem why pictures could not be deleted */
export function stillKeptInWords(problem) {
  return `The pictures are still there: ${problem} Try again, or leave this page.`;
}

/** @param {number} boxes that Spotter proposes */
export function proposedInWords(boxes) {
  return boxes > 1
    ? "Spotter proposes the dashed boxes. Is each round all of an end, and little else?"
    : "Spotter proposes the dashed box. Is it round all of it, and little else?";
}

/**
 * What was followed, a sentence for each end.
 *
 * @param {Pick<FilmView, "tracks" | "times_ms">} film
 */
export function followedInWords({ tracks, times_ms }) {
  return tracks.map(({ end, places }) => {
    const percent = number(Math.round((100 * places.length) / times_ms.length));
    const what = tracks.length > 1 ? `The ${endInWords(end)}` : "It";
    return `${what} is clear in ${percent} % of the pictures.`;
  });
}

/**
 * When a picture was taken, since the first.
 *
 * @param {number[]} timesMs
 * @param {number} index
 */
export function secondsAt(timesMs, index) {
  return `${seconds((timesMs[index] - timesMs[0]) / 1000)} s`;
}

/** @param {number} value */
const seconds = (value) => number(Math.round(10 * value) / 10);
