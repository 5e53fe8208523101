// Poses for tests.

/** @import { Point, Points } from "#page/messages.js" */

import { JOINTS } from "#page/body/joints.js";

/**
 * A pose with only these joints.
 *
 * @param {Record<string, Point>} joints
 * @returns {Points}
 */
export function poseOf(joints) {
  return JOINTS.map((name) => joints[name] ?? null);
}
