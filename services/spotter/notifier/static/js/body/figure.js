// Draws a person: limbs with some volume, left and right in their own colours.

import { colours } from "./dom.js";
import { boxOf } from "./geometry.js";
import { ARMS, FACE, LEGS, NECK, SPINE, TRUNK } from "./joints.js";

const BONE = 0.05;
const HEAD_RADIUS = 0.2;
const NECK_RADIUS = 0.09;
const TRUNK_RADIUS = 0.095;
const NUMBER_SIZE = 0.45;
const SMALLEST_NUMBER_PX = 14;

export function bodyPalettes() {
  const found = colours(
    "left",
    "right",
    "middle",
    "left-body",
    "right-body",
    "middle-body",
    "ghost",
    "ghost-body",
  );
  const part = (name) => ({ bone: found[name], body: found[`${name}-body`] });
  return {
    attempt: { left: part("left"), right: part("right"), middle: part("middle") },
    reference: { left: part("ghost"), right: part("ghost"), middle: part("ghost") },
  };
}

// `points` are 25 [x, y] in pixels of the canvas, null where missing; `unit` is a torso length.
export function drawBody(context, points, unit, palette) {
  context.lineCap = "round";
  context.lineJoin = "round";
  drawLimbs(context, points, unit, palette, LEGS);
  drawTrunk(context, points, unit, palette.middle);
  drawHead(context, points, unit, palette.middle);
  drawLimbs(context, points, unit, palette, ARMS);
}

// A person's number, on the chest.
export function drawNumber(context, number, points, unit, { bone, body }) {
  const box = boxOf(SPINE.map((joint) => points[joint])) ?? boxOf(points);
  if (!box) {
    return;
  }
  const place = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const size = Math.max(NUMBER_SIZE * unit, SMALLEST_NUMBER_PX);
  context.font = `700 ${size}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = size / 3;
  context.strokeStyle = body;
  context.strokeText(String(number), ...place);
  context.fillStyle = bone;
  context.fillText(String(number), ...place);
}

function drawLimbs(context, points, unit, palette, limbs) {
  const seen = limbs.filter((limb) => points[limb.from] && points[limb.to]);
  for (const limb of seen) {
    context.fillStyle = palette[limb.side].body;
    const radii = [limb.fromRadius * unit, limb.toRadius * unit];
    fillCapsule(context, points[limb.from], points[limb.to], ...radii);
  }
  context.lineWidth = BONE * unit;
  for (const limb of seen) {
    context.strokeStyle = palette[limb.side].bone;
    strokePath(context, [points[limb.from], points[limb.to]]);
  }
}

function drawTrunk(context, points, unit, colour) {
  const corners = TRUNK.map((joint) => points[joint]).filter(Boolean);
  if (corners.length > 2) {
    context.lineWidth = 2 * TRUNK_RADIUS * unit;
    context.strokeStyle = context.fillStyle = colour.body;
    strokePath(context, [...corners, corners[0], corners[1]]);
    context.fill();
  }
  const spine = SPINE.map((joint) => points[joint]);
  if (spine.every(Boolean)) {
    context.lineWidth = BONE * unit;
    context.strokeStyle = colour.bone;
    strokePath(context, spine);
  }
}

function drawHead(context, points, unit, colour) {
  const face = FACE.map((joint) => points[joint]).filter(Boolean);
  if (!face.length) {
    return;
  }
  const centre = [0, 1].map(
    (axis) => face.reduce((sum, point) => sum + point[axis], 0) / face.length,
  );
  if (points[NECK]) {
    context.fillStyle = colour.body;
    fillCapsule(context, points[NECK], centre, NECK_RADIUS * unit, NECK_RADIUS * unit);
  }
  context.beginPath();
  context.arc(...centre, HEAD_RADIUS * unit, 0, 2 * Math.PI);
  context.fillStyle = colour.body;
  context.fill();
  context.lineWidth = BONE * unit;
  context.strokeStyle = colour.bone;
  context.stroke();
}

// Two circles and what lies between them.
function fillCapsule(context, [x1, y1], [x2, y2], radius1, radius2) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  context.beginPath();
  if (length <= Math.abs(radius1 - radius2)) {
    context.arc(x1, y1, Math.max(radius1, radius2), 0, 2 * Math.PI);
  } else {
    const along = Math.atan2(y2 - y1, x2 - x1);
    const aside = Math.acos((radius1 - radius2) / length);
    context.arc(x1, y1, radius1, along + aside, along - aside + 2 * Math.PI);
    context.arc(x2, y2, radius2, along - aside, along + aside);
  }
  context.fill();
}

function strokePath(context, points) {
  context.beginPath();
  points.forEach(([x, y], index) => (index ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.stroke();
}
