// OpenPose's BODY_25, in its order, and the parts of a body to draw.

// prettier-ignore
export const JOINTS = [
  "NOSE", "NECK", "RIGHT_SHOULDER", "RIGHT_ELBOW", "RIGHT_WRIST", "LEFT_SHOULDER", "LEFT_ELBOW",
  "LEFT_WRIST", "MID_HIP", "RIGHT_HIP", "RIGHT_KNEE", "RIGHT_ANKLE", "LEFT_HIP", "LEFT_KNEE",
  "LEFT_ANKLE", "RIGHT_EYE", "LEFT_EYE", "RIGHT_EAR", "LEFT_EAR", "LEFT_BIG_TOE",
  "LEFT_SMALL_TOE", "LEFT_HEEL", "RIGHT_BIG_TOE", "RIGHT_SMALL_TOE", "RIGHT_HEEL",
];

/** What a frame has: the joints, then the left and the right end of equipment, if it was followed. */
export const POINTS = [...JOINTS, "LEFT_END_OF_EQUIPMENT", "RIGHT_END_OF_EQUIPMENT"];

/** The index of each joint by name. */
export const JOINT = Object.fromEntries(JOINTS.map((name, index) => [name, index]));

/**
 * A joint, or an end of equipment, in words, such as "left knee".
 *
 * @param {number} index
 */
export const jointWords = (index) => POINTS[index].toLowerCase().replaceAll("_", " ");

/**
 * A part of an arm or leg between two joints, with its radius at either end in torso lengths.
 *
 * @typedef {object} Limb
 * @property {"left" | "right"} side
 * @property {number} from
 * @property {number} to
 * @property {number} fromRadius
 * @property {number} toRadius
 */

/** @typedef {[from: string, to: string, fromRadius: number, toRadius: number]} LimbOfOneSide */

/** @type {LimbOfOneSide[]} */
const LEG = [
  ["HEEL", "BIG_TOE", 0.055, 0.045],
  ["HIP", "KNEE", 0.15, 0.1],
  ["KNEE", "ANKLE", 0.1, 0.06],
];
/** @type {LimbOfOneSide[]} */
const ARM = [
  ["SHOULDER", "ELBOW", 0.095, 0.072],
  ["ELBOW", "WRIST", 0.072, 0.05],
];

export const LEGS = [...limbs("left", LEG), ...limbs("right", LEG)];
export const ARMS = [...limbs("left", ARM), ...limbs("right", ARM)];
export const TRUNK = [JOINT.RIGHT_SHOULDER, JOINT.LEFT_SHOULDER, JOINT.LEFT_HIP, JOINT.RIGHT_HIP];
export const NECK = JOINT.NECK;
export const SPINE = [JOINT.NECK, JOINT.MID_HIP];
export const FACE = [JOINT.NOSE, JOINT.LEFT_EYE, JOINT.RIGHT_EYE, JOINT.LEFT_EAR, JOINT.RIGHT_EAR];

/**
 * @param {"left" | "right"} side
 * @param {LimbOfOneSide[]} parts
 * @returns {Limb[]}
 */
function limbs(side, parts) {
  return parts.map(([from, to, fromRadius, toRadius]) => ({
    side,
    from: JOINT[`${side.toUpperCase()}_${from}`],
    to: JOINT[`${side.toUpperCase()}_${to}`],
    fromRadius,
    toRadius,
  }));
}
