// A hand that is raised for two seconds, for who cannot touch the screen. Pure.

/** @import { Points } from "../../messages.js" */

import { torsoLength } from "../../body/geometry.js";
import { JOINT } from "../../body/joints.js";

const HELD_MS = 2000;
/** Whoever was not seen for so long may have lowered it meanwhile. */
const GAP_MS = 1000;
const ABOVE = 0.2; // Torso lengths over the nose; both hands are up in a press, or at a bar.

export class RaisedHand {
  /** @type {number | null} */
  #sinceMs = null;
  #seenMs = -Infinity;
  #isDone = false;

  /**
   * Whether a hand has just been up for long enough; it says so once, until the hand is lowered.
   *
   * @param {Points} points of whoever trains, y down
   * @param {number} nowMs
   */
  put(points, nowMs) {
    if (nowMs - this.#seenMs > GAP_MS) {
      this.#sinceMs = null;
    }
    this.#seenMs = nowMs;
    if (!isRaised(points)) {
      this.#sinceMs = null;
      this.#isDone = false;
      return false;
    }
    this.#sinceMs ??= nowMs;
    const isNews = !this.#isDone && nowMs - this.#sinceMs >= HELD_MS;
    this.#isDone ||= isNews;
    return isNews;
  }
}

/** @param {Points} points */
function isRaised(points) {
  const [nose, torso] = [points[JOINT.NOSE], torsoLength(points)];
  if (!nose || !torso) {
    return false;
  }
  const hands = [points[JOINT.LEFT_WRIST], points[JOINT.RIGHT_WRIST]];
  return hands.filter((hand) => hand && hand[1] < nose[1] - ABOVE * torso).length === 1;
}
