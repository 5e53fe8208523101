// Draws a person: limbs with volume, in different colours for left and right.

/** @import { EquipmentKind, Point, Points } from "../messages.js" */
/** @import { Limb } from "./joints.js" */

import { colours } from "../dom.js";
import { boxOf, centreOf, seen } from "./geometry.js";
import { ARMS, FACE, JOINTS, LEGS, NECK, SPINE, TRUNK } from "./joints.js";
import { capsule } from "./outlines.js";

// In torso lengths.
const BONE = 0.05;
const HEAD_RADIUS = 0.2;
const NECK_RADIUS = 0.09;
const TRUNK_RADIUS = 0.095;
const NUMBER_SIZE = 0.45;
const END_RADIUS = 0.12;

const MIN_NUMBER_PX = 14;

/** What is one piece from end to end; nothing joins a pair.
 * @type {(EquipmentKind | null)[]} */
const ONE_PIECE = ["barbell", "dumbbell", "kettlebell", "band", "other"];

/** @typedef {{ bone: string, body: string }} PartColours */
/** @typedef {Record<"left" | "right" | "middle", PartColours> & { equipment: string }} Palette */
/** @typedef {{ attempt: Palette, reference: Palette }} Palettes */

/** @returns {Palettes} */
export function bodyPalettes() {
  const found = colours(
    ...["left", "right", "middle", "ghost"].flatMap((name) => [name, `${name}-body`]),
    "equipment",
  );
  /** @param {string} name */
  const part = (name) => ({ bone: found[name], body: found[`${name}-body`] });
  const ghost = part("ghost");
  return {
    attempt: {
      left: part("left"),
      right: part("right"),
      middle: part("middle"),
      equipment: found.equipment,
    },
    reference: { left: ghost, right: ghost, middle: ghost, equipment: ghost.bone },
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Points} points in pixels of the canvas: the joints, then the ends of equipment, if any
 * @param {number} unit a torso length in pixels
 * @param {Palette} palette
 * @param {EquipmentKind | null} [equipment] what those ends are of; null: nobody knows
 */
export function drawBody(context, points, unit, palette, equipment = null) {
  context.lineCap = "round";
  context.lineJoin = "round";
  drawLimbs(context, points, unit, palette, LEGS);
  drawTrunk(context, points, unit, palette.middle);
  drawHead(context, points, unit, palette.middle);
  drawLimbs(context, points, unit, palette, ARMS);
  const ends = points.slice(JOINTS.length);
  drawEquipment(context, ends, unit, palette.equipment, ONE_PIECE.includes(equipment));
}

/**
 * Writes a person's number on the chest.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} number
 * @param {Points} points in pixels of the canvas
 * @param {number} unit a torso length in pixels
 * @param {PartColours} colour
 */
export function drawNumber(context, number, points, unit, { bone, body }) {
  const box = boxOf(SPINE.map((joint) => points[joint])) ?? boxOf(points);
  if (!box) {
    return;
  }
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const size = Math.max(NUMBER_SIZE * unit, MIN_NUMBER_PX);
  context.font = `700 ${size}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineWidth = size / 3;
  context.strokeStyle = body;
  context.strokeText(String(number), x, y);
  context.fillStyle = bone;
  context.fillText(String(number), x, y);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Points} points
 * @param {number} unit
 * @param {Palette} palette
 * @param {Limb[]} limbs
 */
function drawLimbs(context, points, unit, palette, limbs) {
  for (const { side, from, to, fromRadius, toRadius } of limbs) {
    context.fillStyle = palette[side].body;
    fillCapsule(context, points[from], points[to], fromRadius * unit, toRadius * unit);
  }
  context.lineWidth = BONE * unit;
  for (const { side, from, to } of limbs) {
    context.strokeStyle = palette[side].bone;
    strokeBone(context, points[from], points[to]);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Points} points
 * @param {number} unit
 * @param {PartColours} colour
 */
function drawTrunk(context, points, unit, colour) {
  const corners = seen(TRUNK.map((joint) => points[joint]));
  if (corners.length > 2) {
    context.lineWidth = 2 * TRUNK_RADIUS * unit;
    context.strokeStyle = context.fillStyle = colour.body;
    strokePath(context, [...corners, corners[0], corners[1]]);
    context.fill();
  }
  const [neck, hips] = SPINE.map((joint) => points[joint]);
  context.lineWidth = BONE * unit;
  context.strokeStyle = colour.bone;
  strokeBone(context, neck, hips);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Points} points
 * @param {number} unit
 * @param {PartColours} colour
 */
function drawHead(context, points, unit, colour) {
  const centre = centreOf(FACE.map((joint) => points[joint]));
  if (!centre) {
    return;
  }
  context.fillStyle = colour.body;
  fillCapsule(context, points[NECK], centre, NECK_RADIUS * unit, NECK_RADIUS * unit);
  context.beginPath();
  context.arc(...centre, HEAD_RADIUS * unit, 0, 2 * Math.PI);
  context.fill();
  context.lineWidth = BONE * unit;
  context.strokeStyle = colour.bone;
  context.stroke();
}

/**
 * A ring round each end that is seen, and a line between two of one piece.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Points} ends
 * @param {number} unit
 * @param {string} colour
 * @param {boolean} isOnePiece
 */
function drawEquipment(context, ends, unit, colour, isOnePiece) {
  context.lineWidth = BONE * unit;
  context.strokeStyle = colour;
  if (isOnePiece) {
    const [first, second] = seen(ends);
    strokeBone(context, first, second);
  }
  for (const end of seen(ends)) {
    context.beginPath();
    context.arc(...end, END_RADIUS * unit, 0, 2 * Math.PI);
    context.stroke();
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Point | null} from
 * @param {Point | null} to
 * @param {number} fromRadius
 * @param {number} toRadius
 */
function fillCapsule(context, from, to, fromRadius, toRadius) {
  if (from && to) {
    context.beginPath();
    capsule(from, to, fromRadius, toRadius).forEach((arc) => context.arc(...arc));
    context.fill();
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Point | null} from
 * @param {Point | null} to
 */
function strokeBone(context, from, to) {
  if (from && to) {
    strokePath(context, [from, to]);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Point[]} points
 */
function strokePath(context, points) {
  context.beginPath();
  points.forEach((point) => context.lineTo(...point));
  context.stroke();
}
