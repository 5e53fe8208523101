// Follows whoever trains through the movement of a reference: which ghost, where, and how far.

/** @import { Point, Points } from "../../messages.js" */
/** @import { GhostView } from "../types.js" */

import { torsoOf } from "../../board/following.js";
import { JOINT } from "../../body/joints.js";
import { Movement, mirrored, shapeOf } from "./in_step.js";
import { Pace } from "./pace.js";

const LIKENESS = 0.04; // How much of the newest gap counts in the mean by which a ghost is chosen.
const SWITCH = 0.7; // Another ghost must be so much nearer.
const STANDS = 0.15; // Below this reach, the body is where the movement starts.
const SETTLES = 0.2;
const LEAK_A_S = 0.02;
/** However somebody is built, standing looks no more like the movement's turn than this. */
const MOST_STANDING = 0.2;

/** @typedef {{ ghost: Points, reach: number, pace: number | null }} Followed */

export class Following {
  /** @type {Movement[]} */
  #movements = [];
  /** The mean square distance from each movement. @type {number[]} */
  #gaps = [];
  #chosen = 0;
  #frame = 0;
  /** @type {number | null} */
  #torso = null;
  /** Where the hips start, in the picture. @type {Point | null} */
  #anchor = null;
  /** The reach with which this body stands, which is not built as the reference's is. */
  #standing = 0;
  #pace = new Pace([], []);
  #putMs = -Infinity;

  /** @param {GhostView[]} ghosts */
  constructor(ghosts) {
    this.#movements = ghosts.flatMap((one) => [new Movement(one), new Movement(mirrored(one))]);
    this.#gaps = this.#movements.map(() => NaN);
    this.#choose(0);
  }

  /**
   * The ghost in step with a person, in the picture, and how far they have gone; null if too little
   * is seen.
   *
   * @param {Points} person
   * @param {number} nowMs
   * @returns {Followed | null}
   */
  put(person, nowMs) {
    const passedMs = Math.min(nowMs - this.#putMs, 1000);
    this.#putMs = nowMs;
    this.#torso = torsoOf(this.#torso, person, passedMs);
    const shape = this.#torso ? shapeOf(person, this.#torso, -1) : null;
    const movement = this.#movements[this.#chosen];
    if (!shape || !movement || !this.#torso) {
      return null;
    }
    this.#compare(shape);
    const raw = this.#movements[this.#chosen].reachOf(shape);
    if (raw === null) {
      return null;
    }
    const leaked = this.#standing + (LEAK_A_S * passedMs) / 1000;
    this.#standing = Math.min(leaked, raw, MOST_STANDING);
    const reach = raw - this.#standing;
    this.#settle(person, reach);
    return { ghost: this.#ghost(this.#torso), reach, pace: this.#pace.put(reach, nowMs) };
  }

  /** @param {Points} shape */
  #compare(shape) {
    this.#frame = this.#movements[this.#chosen].nearest(shape, this.#frame).frame;
    this.#movements.forEach((movement, place) => {
      const { gap } = movement.likest(shape);
      const known = this.#gaps[place];
      this.#gaps[place] = Number.isNaN(known) ? gap : known + LIKENESS * (gap - known);
    });
    const best = this.#gaps.indexOf(Math.min(...this.#gaps));
    if (best !== this.#chosen && this.#gaps[best] < SWITCH * this.#gaps[this.#chosen]) {
      this.#choose(best);
    }
  }

  /** @param {number} place */
  #choose(place) {
    this.#chosen = place;
    this.#frame = 0;
    this.#standing = MOST_STANDING;
    const movement = this.#movements[place];
    if (movement) {
      this.#pace = new Pace(movement.reaches, movement.ghost.times_s);
    }
  }

  /**
   * The ghost stands where the person stands, and stays there while they move.
   *
   * @param {Points} person
   * @param {number} reach
   */
  #settle(person, reach) {
    const [hips, ideal] = [person[JOINT.MID_HIP], this.#ideal[JOINT.MID_HIP]];
    if (!hips || !ideal || !this.#torso || (this.#anchor && reach > STANDS)) {
      return;
    }
    const wanted = [hips[0] - this.#torso * ideal[0], hips[1] + this.#torso * ideal[1]];
    const [x, y] = this.#anchor ?? wanted;
    this.#anchor = [x + SETTLES * (wanted[0] - x), y + SETTLES * (wanted[1] - y)];
  }

  get #ideal() {
    return this.#movements[this.#chosen].ghost.frames[this.#frame];
  }

  /**
   * @param {number} torso
   * @returns {Points}
   */
  #ghost(torso) {
    const [x, y] = this.#anchor ?? [0, 0];
    return this.#ideal.map((point) => point && [x + torso * point[0], y - torso * point[1]]);
  }
}
