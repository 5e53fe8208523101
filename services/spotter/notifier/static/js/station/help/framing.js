// Whether the picture shows what an exercise's references need, and what to do if not. Pure.
// Lengths are in thousandths of the zone's height.

/** @import { Points } from "../../messages.js" */
/** @import { GhostView } from "../types.js" */

import { boxOf, torsoLength } from "../../body/geometry.js";
import { JOINT } from "../../body/joints.js";

/** @typedef {"feet_unseen" | "hands_unseen" | "head_unseen" | "body_unseen" | "step_back"} Unseen */
/** @typedef {Unseen | "step_closer" | "to_middle" | "turn_side" | "turn_front"} Framing */

const HEIGHT = 1000;
const LEAST_TORSO = 80;
const SIDE_WIDTH = 0.6; // Shoulders that look wider than so many torso lengths are not from the side,
const FRONT_WIDTH = 0.3; // and those that look narrower are not from the front.
const LASTS_MS = 1500;

/** @type {[Framing, number[]][]} */
const PARTS = [
  ["feet_unseen", [JOINT.LEFT_ANKLE, JOINT.RIGHT_ANKLE, JOINT.LEFT_KNEE, JOINT.RIGHT_KNEE]],
  ["hands_unseen", [JOINT.LEFT_WRIST, JOINT.RIGHT_WRIST, JOINT.LEFT_ELBOW, JOINT.RIGHT_ELBOW]],
  ["body_unseen", [JOINT.NECK, JOINT.MID_HIP]],
];

/**
 * What to do so that reps can be judged; null: all is well. Of several references, one that fits is
 * enough.
 *
 * @param {Points} points of whoever is judged
 * @param {number} width of the zone
 * @param {GhostView[]} ghosts
 * @returns {Framing | null}
 */
export function framingOf(points, width, ghosts) {
  const found = ghosts.map((ghost) => ofOne(points, width, ghost));
  return found.includes(null) ? null : (found[0] ?? null);
}

/** Says what has lasted for a while, so that nobody is sent about by a single picture. */
export class LastingFraming {
  /** @type {Framing | null} */
  #now = null;
  /** @type {Framing | null} */
  #said = null;
  #sinceMs = 0;

  /**
   * @param {Framing | null} framing
   * @param {number} nowMs
   */
  put(framing, nowMs) {
    if (framing !== this.#now) {
      this.#now = framing;
      this.#sinceMs = nowMs;
    }
    if (framing === null || nowMs - this.#sinceMs >= LASTS_MS) {
      this.#said = framing;
    }
    return this.#said;
  }
}

/**
 * @param {Points} points
 * @param {number} width
 * @param {GhostView} ghost
 * @returns {Framing | null}
 */
function ofOne(points, width, ghost) {
  const torso = torsoLength(points);
  const unseen = unseenPart(points, ghost);
  const hips = points[JOINT.MID_HIP];
  if (!torso || !hips) {
    return unseen ?? "body_unseen";
  }
  return unseen ?? placing(hips, torso, width, ghost) ?? turning(points, torso, ghost);
}

/**
 * The part of the body that the exercise needs and that is missing.
 *
 * @param {Points} points
 * @param {GhostView} ghost
 */
function unseenPart(points, { carries, view }) {
  for (const [part, joints] of PARTS) {
    const needed = joints.filter((joint) => carries.includes(joint));
    const seen = needed.filter((joint) => points[joint] !== null);
    // From the side, one of the two is often hidden, and may be.
    if (needed.length && (view === "side" ? !seen.length : seen.length < needed.length)) {
      return part;
    }
  }
  return null;
}

/**
 * Whether the whole movement has room in the picture.
 *
 * @param {[number, number]} hips
 * @param {number} torso
 * @param {number} width
 * @param {GhostView} ghost
 * @returns {Framing | null}
 */
function placing([x, y], torso, width, { frames }) {
  if (torso < LEAST_TORSO) {
    return "step_closer";
  }
  const box = boxOf(frames.flat());
  if (!box) {
    return null;
  }
  const [left, right] = [x + torso * box.left, x + torso * box.right];
  const [top, bottom] = [y - torso * box.bottom, y - torso * box.top];
  if (bottom - top > HEIGHT || right - left > width || top < 0 || bottom > HEIGHT) {
    return "step_back";
  }
  return left < 0 || right > width ? "to_middle" : null;
}

/**
 * @param {Points} points
 * @param {number} torso
 * @param {GhostView} ghost
 * @returns {Framing | null}
 */
function turning(points, torso, { view }) {
  const [left, right] = [points[JOINT.LEFT_SHOULDER], points[JOINT.RIGHT_SHOULDER]];
  const width = left && right ? Math.abs(left[0] - right[0]) / torso : null;
  if (view === "side" && width !== null && width > SIDE_WIDTH) {
    return "turn_side";
  }
  return view === "front" && width !== null && width < FRONT_WIDTH ? "turn_front" : null;
}
