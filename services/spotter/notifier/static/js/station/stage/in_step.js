// Where somebody is in an exercise's movement, compared with a reference. Pure.
// People are in thousandths of the zone's height, y down; ghosts in torso lengths, y up.

/** @import { Point, Points } from "../../messages.js" */
/** @import { GhostView } from "../types.js" */

import { JOINT, JOINTS } from "../../body/joints.js";

const HIPS = JOINT.MID_HIP;
const BACKWARD_COST = 1;
const FORWARD_COST = 0.4;

/** The joints that a shape is told by: no face, no feet, whose keypoints are noisy. */
const LIMBS = JOINTS.flatMap((name, joint) =>
  /SHOULDER|ELBOW|WRIST|NECK|KNEE|ANKLE/.test(name) ? [joint] : [],
);
const MIRROR = JOINTS.map((name) => JOINT[otherSide(name)]);

/** A shape: the joints as seen from the hips. @typedef {Points} Shape */

/**
 * @param {Points} points
 * @param {number} unit a torso length
 * @param {1 | -1} up -1 where y points down
 * @returns {Shape | null}
 */
export function shapeOf(points, unit, up) {
  const hips = points[HIPS];
  return (
    hips &&
    points.map(
      (point) => point && [(point[0] - hips[0]) / unit, (up * (point[1] - hips[1])) / unit],
    )
  );
}

/**
 * A ghost as it looks in a mirror: for who faces the other way.
 *
 * @param {GhostView} ghost
 * @returns {GhostView}
 */
export function mirrored(ghost) {
  const frames = ghost.frames.map((frame) =>
    MIRROR.map((joint) => {
      const point = frame[joint];
      return point && /** @type {Point} */ ([-point[0], point[1]]);
    }),
  );
  return { ...ghost, frames };
}

/** A ghost's shapes, and how far its movement has gone in each: 0 at its start, 1 at its turn. */
export class Movement {
  /** @param {GhostView} ghost */
  constructor(ghost) {
    this.ghost = ghost;
    /** @type {(Shape | null)[]} */
    this.shapes = ghost.frames.map((frame) => shapeOf(frame, 1, 1));
    this.joints = LIMBS.filter((joint) => this.shapes.every((shape) => shape?.[joint]));
    this.#start = this.shapes[0];
    const apart = this.shapes.map((shape) => this.#gap(shape, this.#start) ?? 0);
    this.#turn = this.shapes[apart.indexOf(Math.max(...apart))] ?? null;
    this.reaches = this.shapes.map((shape) => this.reachOf(shape) ?? 0);
  }

  #start;
  #turn;

  /**
   * How far a shape is on the way from the movement's start to its turn; null where too little is
   * seen.
   *
   * @param {Shape | null} shape
   */
  reachOf(shape) {
    let [along, whole] = [0, 0];
    for (const joint of this.joints) {
      const [from, to, at] = [this.#start?.[joint], this.#turn?.[joint], shape?.[joint]];
      if (from && to && at) {
        const way = [to[0] - from[0], to[1] - from[1]];
        along += (at[0] - from[0]) * way[0] + (at[1] - from[1]) * way[1];
        whole += way[0] ** 2 + way[1] ** 2;
      }
    }
    return whole ? along / whole : null;
  }

  /**
   * The frame that a shape is most like, if it was at the frame `before`: rather onward than back.
   *
   * @param {Shape} shape
   * @param {number} before
   * @returns {{ frame: number, gap: number }} gap: the mean square distance, in torso lengths
   */
  nearest(shape, before) {
    let best = { frame: before, gap: Infinity, cost: Infinity };
    this.shapes.forEach((one, frame) => {
      const gap = this.#gap(one, shape);
      if (gap !== null) {
        const cost = gap + moveCost(frame - before, this.shapes.length);
        best = cost < best.cost ? { frame, gap, cost } : best;
      }
    });
    return best;
  }

  /**
   * The frame that a shape is most like.
   *
   * @param {Shape} shape
   */
  likest(shape) {
    const gaps = this.shapes.map((one) => this.#gap(one, shape) ?? Infinity);
    const gap = Math.min(...gaps);
    return { frame: gaps.indexOf(gap), gap };
  }

  /**
   * @param {Shape | null} one
   * @param {Shape | null} other
   */
  #gap(one, other) {
    let [sum, count] = [0, 0];
    for (const joint of this.joints) {
      const [a, b] = [one?.[joint], other?.[joint]];
      if (a && b) {
        sum += (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2;
        count += 1;
      }
    }
    return count ? sum / count : null;
  }
}

/**
 * The end of a rep is the start of the next.
 *
 * @param {number} frames from the one before
 * @param {number} all
 */
function moveCost(frames, all) {
  const onward = ((frames % all) + all) % all;
  const ratio = onward / all;
  return ratio <= 0.5 ? (FORWARD_COST * ratio) ** 2 : (BACKWARD_COST * (1 - ratio)) ** 2;
}

/** @param {string} name */
function otherSide(name) {
  if (name.startsWith("LEFT")) {
    return name.replace("LEFT", "RIGHT");
  }
  return name.replace("RIGHT", "LEFT");
}
