// OpenPose's BODY_25, in its order, and the parts of a body to draw.

// prettier-ignore
export const JOINTS = [
  "NOSE", "NECK", "RIGHT_SHOULDER", "RIGHT_ELBOW", "RIGHT_WRIST", "LEFT_SHOULDER", "LEFT_ELBOW",
  "LEFT_WRIST", "MID_HIP", "RIGHT_HIP", "RIGHT_KNEE", "RIGHT_ANKLE", "LEFT_HIP", "LEFT_KNEE",
  "LEFT_ANKLE", "RIGHT_EYE", "LEFT_EYE", "RIGHT_EAR", "LEFT_EAR", "LEFT_BIG_TOE",
  "LEFT_SMALL_TOE", "LEFT_HEEL", "RIGHT_BIG_TOE", "RIGHT_SMALL_TOE", "RIGHT_HEEL",
];

export const JOINT = Object.fromEntries(JOINTS.map((name, index) => [name, index]));

// From, to, and the radius at either end in torso lengths.
const LEG = [
  ["HEEL", "BIG_TOE", 0.055, 0.045],
  ["HIP", "KNEE", 0.15, 0.1],
  ["KNEE", "ANKLE", 0.1, 0.06],
];
const ARM = [
  ["SHOULDER", "ELBOW", 0.095, 0.072],
  ["ELBOW", "WRIST", 0.072, 0.05],
];

const bothSides = (parts) =>
  ["left", "right"].flatMap((side) =>
    parts.map(([from, to, fromRadius, toRadius]) => ({
      side,
      from: JOINT[`${side.toUpperCase()}_${from}`],
      to: JOINT[`${side.toUpperCase()}_${to}`],
      fromRadius,
      toRadius,
    })),
  );

export const LEGS = bothSides(LEG);
export const ARMS = bothSides(ARM);
export const TRUNK = [JOINT.RIGHT_SHOULDER, JOINT.LEFT_SHOULDER, JOINT.LEFT_HIP, JOINT.RIGHT_HIP];
export const NECK = JOINT.NECK;
export const SPINE = [JOINT.NECK, JOINT.MID_HIP];
export const FACE = [JOINT.NOSE, JOINT.LEFT_EYE, JOINT.RIGHT_EYE, JOINT.LEFT_EAR, JOINT.RIGHT_EAR];
