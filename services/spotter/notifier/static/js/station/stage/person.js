// Whom a station's screen draws. Pure.

/** @import { Points, PoseView } from "../../messages.js" */

import { pointsOf } from "../../board/following.js";
import { torsoLength } from "../../body/geometry.js";

/**
 * The person who is judged, or, before anybody was, the largest; null: nobody is seen.
 *
 * @param {PoseView} pose
 * @param {number | null} judged the track id of who was judged last
 * @returns {Points | null}
 */
export function personOf(pose, judged) {
  const people = pose.people.map((one) => ({ track_id: one.track_id, points: pointsOf(one) }));
  const found = people.find((one) => one.track_id === judged);
  if (found) {
    return found.points;
  }
  const sizes = people.map(({ points }) => torsoLength(points) ?? 0);
  return people[sizes.indexOf(Math.max(...sizes))]?.points ?? null;
}
