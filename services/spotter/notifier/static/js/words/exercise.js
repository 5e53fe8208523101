// The words about an exercise.

/** @import { EquipmentView } from "../records/exercises/types.js" */
/** @import { FoundRepView, RecordingView, VersionView } from "../records/types.js" */

import { capital, count, number } from "./text.js";

/** @param {VersionView} version */
export function knownInWords({ good_reps, people, faulty_reps }) {
  const good = `${count(good_reps, "good rep", "good reps")} of ${count(people, "person", "people")}`;
  return faulty_reps ? `${good}, ${count(faulty_reps, "faulty rep", "faulty reps")}` : good;
}

/**
 * What an exercise was taught with, where that is followed, and how large it is.
 *
 * @param {EquipmentView} equipment
 */
export function taughtWithInWords({ kind, ends }) {
  const followed = ends.map(({ end, radius_tl }) => {
    const size =
      radius_tl === null ? "cannot be read" : `radius ${radius_tl.toFixed(2)} torso lengths`;
    return `the ${end === "BAR_LEFT" ? "left" : "right"} hand (${size})`;
  });
  return `Taught with equipment: ${kind}, followed at ${followed.join(" and ")}.`;
}

/**
 * How far a recording is: seconds, frames and reps.
 *
 * @param {Pick<RecordingView, "since_ms" | "until_ms" | "frames"> & { reps: unknown[] }} recording
 */
export function progressInWords({ since_ms, until_ms, frames, reps }) {
  const seconds = number(Math.round((until_ms - since_ms) / 1000));
  return `${seconds} s, ${count(frames, "frame", "frames")}, ${count(reps.length, "rep", "reps")}`;
}

export const ENDED_BY_ITSELF = "It ended by itself: a recording takes two minutes at most.";

/**
 * What a recording shows, a sentence each.
 *
 * @param {Pick<RecordingView, "carried_by" | "view" | "doubts" | "why_none"> & {
 *   reps: Pick<FoundRepView, "doubts">[];
 * }} recording
 */
export function shownInWords({ reps, carried_by, view, doubts, why_none }) {
  if (!reps.length) {
    return [`There is no rep to learn from: ${why_none}.`];
  }
  const side = view === "unclear" ? "" : ` Seen from ${view === "behind" ? view : `the ${view}`}.`;
  return [
    `${capital(count(reps.length, "rep", "reps"))}, judged by ${carried_by.join(", ")}.${side}`,
    ...doubts,
  ];
}
