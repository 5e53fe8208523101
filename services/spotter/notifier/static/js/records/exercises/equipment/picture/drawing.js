// A picture of a film as it is drawn: the track, the boxes, and what is under a finger close up.

/** @import { Box } from "./box.js" */
/** @import { Contained } from "./contained.js" */
/** @import { Place } from "../track.js" */
/** @import { End } from "../marks.js" */

import { clearCanvas, colours } from "../../../../dom.js";
import { handlesOf, onScreen } from "./contained.js";

const EDGE = 2; // So much wider than a line is what sets it off from the picture.
const HANDLE = 9;
const LOUPE = 112;
const LOUPE_SHOWS = 2.2; // Of the box.

/** @typedef {ReturnType<typeof filmColours>} FilmColours */

/**
 * @typedef {object} Drawn
 * @property {ImageBitmap} picture
 * @property {Contained} at
 * @property {{ end: End; place: Place | null; runs: Place[][] }[]} tracks
 * @property {{ end: End; box: Box }[]} boxes that cannot be taken hold of
 * @property {{ end: End; box: Box; isTaken: boolean } | null} held
 * @property {boolean} isUnderFinger whether the held box is being drawn, moved or resized
 */

export const filmColours = () => colours("left", "right", "mark", "mark-edge", "text");

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Drawn} drawn
 * @param {FilmColours} palette
 */
export function drawFilm(context, drawn, palette) {
  const pixelRatio = clearCanvas(context);
  const { picture, at, held } = drawn;
  context.save();
  context.scale(pixelRatio, pixelRatio);
  const [width, height] = [at.scale * picture.width, at.scale * picture.height];
  context.drawImage(picture, at.left, at.top, width, height);
  drawn.tracks.forEach((track) => drawTrack(context, at, track, palette));
  for (const { end, box } of drawn.boxes) {
    context.setLineDash([6, 5]);
    drawBox(context, at, box, { colour: colourOf(end, palette), palette, letter: letterOf(end) });
  }
  if (held) {
    context.setLineDash(held.isTaken ? [] : [6, 5]);
    const letter = letterOf(held.end);
    drawBox(context, at, held.box, { colour: colourOf(held.end, palette), palette, letter });
    context.setLineDash([]);
    drawHandles(context, drawn, held.box, palette);
    if (drawn.isUnderFinger) {
      drawLoupe(context, drawn, held, palette);
    }
  }
  context.restore();
}

/**
 * @param {End} end
 * @param {FilmColours} palette
 */
const colourOf = (end, palette) => palette[end ?? "mark"];

/** @param {End} end */
const letterOf = (end) => (end ? end[0].toUpperCase() : "");

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Contained} at
 * @param {Drawn["tracks"][number]} track
 * @param {FilmColours} palette
 */
function drawTrack(context, at, { end, place, runs }, palette) {
  const colour = colourOf(end, palette);
  const line = new Path2D();
  for (const run of runs) {
    run
      .map((one) => onScreen(at, one))
      .forEach(({ x, y }, step) => {
        if (step) {
          line.lineTo(x, y);
        } else {
          line.moveTo(x, y);
        }
      });
  }
  context.lineJoin = "round";
  context.lineCap = "round";
  stroke(context, line, colour, palette);
  if (place) {
    const { x, y } = onScreen(at, place);
    const ring = new Path2D();
    ring.arc(x, y, at.scale * place.radius_px, 0, 2 * Math.PI);
    stroke(context, ring, colour, palette);
    write(context, letterOf(end), x, y - at.scale * place.radius_px, { colour, palette });
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Contained} at
 * @param {Box} box
 * @param {{ colour: string; palette: FilmColours; letter: string }} how
 */
function drawBox(context, at, box, { colour, palette, letter }) {
  const { x, y } = onScreen(at, box);
  const outline = new Path2D();
  outline.rect(x, y, at.scale * box.width_px, at.scale * box.height_px);
  stroke(context, outline, colour, palette);
  write(context, letter, x + (at.scale * box.width_px) / 2, y, { colour, palette });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Drawn} drawn
 * @param {Box} box
 * @param {FilmColours} palette
 */
function drawHandles(context, { at }, box, palette) {
  for (const { x, y } of handlesOf(at, box, screenOf(context))) {
    const disc = new Path2D();
    disc.arc(x, y, HANDLE, 0, 2 * Math.PI);
    context.fillStyle = palette["mark-edge"];
    context.fill(disc);
    context.lineWidth = 2.5;
    context.strokeStyle = palette.text;
    context.stroke(disc);
  }
}

/**
 * What a finger hides, close up in the corner that is farther away.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Drawn} drawn
 * @param {NonNullable<Drawn["held"]>} held
 * @param {FilmColours} palette
 */
function drawLoupe(context, { picture, at }, { box, end }, palette) {
  const shown_px = LOUPE_SHOWS * Math.max(box.width_px, box.height_px);
  const scale = LOUPE / shown_px;
  if (scale <= at.scale) {
    return;
  }
  const [middleX, middleY] = [box.x_px + box.width_px / 2, box.y_px + box.height_px / 2];
  const [left, top] = [middleX - shown_px / 2, middleY - shown_px / 2];
  const atX = onScreen(at, { x_px: middleX, y_px: 0 }).x;
  const x = atX > screenOf(context).width / 2 ? 8 : screenOf(context).width - LOUPE - 8;
  context.save();
  const frame = new Path2D();
  frame.rect(x, 8, LOUPE, LOUPE);
  context.fillStyle = palette["mark-edge"];
  context.fill(frame);
  context.clip(frame);
  context.drawImage(picture, left, top, shown_px, shown_px, x, 8, LOUPE, LOUPE);
  const close = new Path2D();
  const [closeX, closeY] = [x + scale * (box.x_px - left), 8 + scale * (box.y_px - top)];
  close.rect(closeX, closeY, scale * box.width_px, scale * box.height_px);
  stroke(context, close, colourOf(end, palette), palette);
  context.restore();
  stroke(context, frame, palette.text, palette);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Path2D} path
 * @param {string} colour
 * @param {FilmColours} palette
 */
function stroke(context, path, colour, palette) {
  const width = 3;
  for (const [style, wide] of /** @type {const} */ ([
    [palette["mark-edge"], width + EDGE],
    [colour, width],
  ])) {
    context.strokeStyle = style;
    context.lineWidth = wide;
    context.stroke(path);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} letter
 * @param {number} x
 * @param {number} y of what it stands above
 * @param {{ colour: string; palette: FilmColours }} how
 */
function write(context, letter, x, y, { colour, palette }) {
  context.setLineDash([]);
  context.font = "700 16px system-ui, sans-serif";
  context.textAlign = "center";
  context.lineWidth = 4;
  context.strokeStyle = palette["mark-edge"];
  context.fillStyle = colour;
  context.strokeText(letter, x, y - 6);
  context.fillText(letter, x, y - 6);
}

/** @param {CanvasRenderingContext2D} context */
function screenOf({ canvas }) {
  return { width: canvas.clientWidth, height: canvas.clientHeight };
}
