// Points, boxes and what happens between two poses. A point is [x, y], or null where missing.

import { SPINE } from "./joints.js";

export function boxOf(points) {
  const seen = points.filter(Boolean);
  if (!seen.length) {
    return null;
  }
  const xs = seen.map((point) => point[0]);
  const ys = seen.map((point) => point[1]);
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

export function torsoLength(points) {
  const [neck, hips] = SPINE.map((joint) => points[joint]);
  return neck && hips ? Math.hypot(neck[0] - hips[0], neck[1] - hips[1]) : null;
}

export function between(before, after, ratio) {
  return after.map((point, joint) => {
    const start = before[joint];
    return point && start
      ? point.map((value, axis) => start[axis] + ratio * (value - start[axis]))
      : point;
  });
}

// Puts a box into a canvas, with a margin around it and its middle at `centreRatio` of the width.
export function fit(box, { width, height }, marginRatio, centreRatio = 0.5) {
  const room = 1 - 2 * marginRatio;
  const scale = Math.min(
    (room * width) / Math.max(box.right - box.left, 1e-6),
    (room * height) / Math.max(box.bottom - box.top, 1e-6),
  );
  const x = width * centreRatio - (scale * (box.left + box.right)) / 2;
  const y = height / 2 - (scale * (box.top + box.bottom)) / 2;
  return { scale, place: (point) => point && [x + scale * point[0], y + scale * point[1]] };
}
