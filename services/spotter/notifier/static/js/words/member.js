// The words about a member.

/** @import { ErasureView, MemberView } from "../records/types.js" */

import { count, day } from "./text.js";

/** @param {string} memberId */
export const memberHref = (memberId) => `members?id=${encodeURIComponent(memberId)}`;

/**
 * What is kept of a member, and whether they have left.
 *
 * @param {Pick<MemberView, "consent" | "left_ms">} member
 */
export function keptInWords({ consent, left_ms }) {
  const kept = keptOf(consent);
  return left_ms === null ? kept : `${kept}, left on ${day(left_ms)}`;
}

/**
 * What an erasing did, a sentence each.
 *
 * @param {ErasureView} erasure
 */
export function erasedInWords({ removed, remade_exercises, still_to_do }) {
  const gone = removed.filter((one) => one.count > 0).map((one) => `${one.count} ${one.kind}`);
  return [
    gone.length ? `Removed: ${gone.join(", ")}.` : "There was nothing else to remove.",
    ...(remade_exercises.length
      ? [
          `Made again without them: ${count(remade_exercises.length, "exercise", "exercises")}, ` +
            `${remade_exercises.join(", ")}.`,
        ]
      : []),
    ...still_to_do.map((words) => `Still to do: ${words}`),
  ];
}

/** @param {MemberView["consent"]} consent */
function keptOf({ keeps_reps, keeps_poses }) {
  if (keeps_poses) {
    return "Reps and poses are kept";
  }
  return keeps_reps ? "Reps are kept" : "Nothing is kept";
}
