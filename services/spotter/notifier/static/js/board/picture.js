// A station's moving picture: interpolates the newest poses and keeps people in view.

/** @import { EquipmentKind, Points, PoseView } from "../messages.js" */
/** @import { Box } from "../body/geometry.js" */
/** @import { Palettes } from "../body/figure.js" */

import { drawBody, drawNumber } from "../body/figure.js";
import { between, fit } from "../body/geometry.js";
import { contextOf, clearCanvas } from "../dom.js";
import { followedView, pointsOf, torsoOf } from "./following.js";

const STALE_MS = 2000;
const MIN_STEP_MS = 30;
const MAX_STEP_MS = 250;
const MARGIN = 0.1;
const CENTRE = 0.56; // The rep count is on the left.

/** @typedef {Map<number, Points>} People by track id */

export class MovingPicture {
  #context;
  /** @type {People} */
  #before = new Map();
  /** @type {People} */
  #people = new Map();
  /** @type {EquipmentKind | null} */
  #equipment = null;
  #arrivedMs = -Infinity;
  #stepMs = MAX_STEP_MS;
  /** @type {Box | null} */
  #box = null;
  /** @type {Map<number, number>} */
  #torsos = new Map();
  #everybody = false;
  /** @type {number | null} */
  #judged = null;
  #drawnMs = -Infinity;
  #blank = true;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.#context = contextOf(canvas);
  }

  /**
   * @param {PoseView} pose
   * @param {number} nowMs
   */
  put(pose, nowMs) {
    const gapMs = nowMs - this.#arrivedMs;
    this.#before = gapMs < STALE_MS ? this.#people : new Map();
    this.#people = new Map(pose.people.map((person) => [person.track_id, pointsOf(person)]));
    this.#equipment = pose.equipment_kind;
    this.#stepMs = Math.min(Math.max(gapMs, MIN_STEP_MS), MAX_STEP_MS);
    this.#arrivedMs = nowMs;
  }

  /**
   * Where everybody is judged, each person gets a number. Elsewhere everyone but the person judged
   * last is drawn as a shadow.
   *
   * @param {boolean} everybody
   * @param {number | null} judged the track id of the person judged last
   */
  mark(everybody, judged) {
    this.#everybody = everybody;
    this.#judged = judged;
  }

  /** An old picture must never look like a live one. */
  clear() {
    this.#people = new Map();
    this.#arrivedMs = -Infinity;
    this.#box = null;
    this.#blankCanvas();
  }

  /**
   * @param {number} nowMs
   * @param {Palettes} palettes
   * @param {boolean} still whether to jump from pose to pose
   */
  draw(nowMs, palettes, still) {
    const ageMs = nowMs - this.#arrivedMs;
    if (ageMs > STALE_MS) {
      if (!this.#blank) {
        this.clear();
      }
      return;
    }
    if (this.#drawnMs > this.#arrivedMs + (still ? 0 : this.#stepMs)) {
      return; // Nothing has changed since.
    }
    const people = this.#peopleAt(still ? 1 : Math.min(ageMs / this.#stepMs, 1));
    this.#blankCanvas();
    this.#follow(people, nowMs - this.#drawnMs);
    this.#drawnMs = nowMs;
    if (this.#box && people.size) {
      this.#drawPeople(this.#box, people, palettes);
    }
  }

  /** @param {number} ratio how far from the previous pose to the newest */
  #peopleAt(ratio) {
    const people = [...this.#people];
    return new Map(
      people.map(([track, after]) => {
        const before = this.#before.get(track);
        return [track, before ? between(before, after, ratio) : after];
      }),
    );
  }

  /**
   * @param {People} people
   * @param {number} passedMs
   */
  #follow(people, passedMs) {
    this.#box = followedView(this.#box, [...people.values()], passedMs);
    const known = this.#torsos;
    this.#torsos = new Map();
    for (const [track, person] of people) {
      const torso = torsoOf(known.get(track) ?? null, person, passedMs);
      if (torso) {
        this.#torsos.set(track, torso);
      }
    }
  }

  /**
   * @param {Box} box
   * @param {People} people
   * @param {Palettes} palettes
   */
  #drawPeople(box, people, palettes) {
    const { scale, place } = fit(box, this.#context.canvas, MARGIN, CENTRE);
    const hasShadows = !this.#everybody && this.#judged !== null && people.has(this.#judged);
    for (const [track, torso] of this.#torsos) {
      const isShadow = hasShadows && track !== this.#judged;
      const palette = isShadow ? palettes.reference : palettes.attempt;
      const points = (people.get(track) ?? []).map(place);
      drawBody(this.#context, points, torso * scale, palette, this.#equipment);
      if (this.#everybody) {
        drawNumber(this.#context, track, points, torso * scale, palette.middle);
      }
    }
    this.#blank = false;
  }

  #blankCanvas() {
    clearCanvas(this.#context);
    this.#blank = true;
  }
}
