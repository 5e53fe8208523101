// A station's moving picture: the newest poses, smoothly, with the person kept in view.

import { drawBody, drawNumber } from "./figure.js";
import { between, boxOf, fit, torsoLength } from "./geometry.js";

const STALE_MS = 2000;
const SHORTEST_STEP_MS = 30;
const LONGEST_STEP_MS = 250;
const WIDEN_MS = 250;
const NARROW_MS = 9000;
const MARGIN = 0.1;
const CENTRE = 0.56; // The count stands on the left.
const SMALLEST_VIEW = 260;

export class StationView {
  #canvas;
  #context;
  #before = new Map();
  #people = new Map();
  #arrivedMs = -Infinity;
  #stepMs = LONGEST_STEP_MS;
  #box = null;
  #units = new Map();
  #everybody = false;
  #judged = null;
  #drawnMs = -Infinity;
  #blank = true;

  constructor(canvas) {
    this.#canvas = canvas;
    this.#context = canvas.getContext("2d");
  }

  put(pose, nowMs) {
    const gapMs = nowMs - this.#arrivedMs;
    this.#before = gapMs < STALE_MS ? this.#people : new Map();
    this.#people = new Map(pose.people.map((person) => [person.track_id, points(person.xy)]));
    this.#stepMs = Math.min(Math.max(gapMs, SHORTEST_STEP_MS), LONGEST_STEP_MS);
    this.#arrivedMs = nowMs;
  }

  // Where everybody is judged, each person has their number; elsewhere who is in the picture beside
  // the one who was judged last, as `judged` says by the track, is drawn like a shadow.
  mark(everybody, judged) {
    this.#everybody = everybody;
    this.#judged = judged ?? null;
  }

  // An old picture must never look like a live one.
  clear() {
    this.#people = new Map();
    this.#arrivedMs = -Infinity;
    this.#box = null;
    this.#wipe();
  }

  draw(nowMs, palettes, still) {
    const ageMs = nowMs - this.#arrivedMs;
    if (ageMs > STALE_MS) {
      if (!this.#blank) {
        this.clear();
      }
      return;
    }
    if (this.#drawnMs > this.#arrivedMs + this.#stepMs) {
      return; // Nothing has changed since.
    }
    const ratio = still ? 1 : Math.min(ageMs / this.#stepMs, 1);
    const people = [...this.#people].map(([track, after]) => [
      track,
      this.#before.has(track) ? between(this.#before.get(track), after, ratio) : after,
    ]);
    this.#wipe();
    this.#follow(people, nowMs - this.#drawnMs);
    this.#measure(people, nowMs - this.#drawnMs);
    this.#drawnMs = nowMs;
    if (this.#box && people.length) {
      this.#drawPeople(people, palettes);
    }
  }

  #drawPeople(people, palettes) {
    const { scale, place } = fit(this.#box, this.#canvas, MARGIN, CENTRE);
    const isAmongThem = people.some(([track]) => track === this.#judged);
    for (const [track, person] of people) {
      const unit = this.#units.get(track);
      if (unit) {
        const isShadow = !this.#everybody && isAmongThem && track !== this.#judged;
        const palette = isShadow ? palettes.reference : palettes.attempt;
        drawBody(this.#context, person.map(place), unit * scale, palette);
        if (this.#everybody) {
          drawNumber(this.#context, track, person.map(place), unit * scale, palette.middle);
        }
      }
    }
    this.#blank = false;
  }

  // Widens at once when somebody leaves the view and narrows slowly, so that the picture rests
  // while the body moves.
  #follow(people, passedMs) {
    const box = boxOf(people.flatMap(([, person]) => person));
    if (!box) {
      return;
    }
    const known = this.#box;
    const towards = (from, to, outward) => {
      const ratio = 1 - Math.exp(-passedMs / (outward ? WIDEN_MS : NARROW_MS));
      return from + ratio * (to - from);
    };
    this.#box = known
      ? {
          left: towards(known.left, box.left, box.left < known.left),
          right: towards(known.right, box.right, box.right > known.right),
          top: towards(known.top, box.top, box.top < known.top),
          bottom: towards(known.bottom, box.bottom, box.bottom > known.bottom),
        }
      : atLeast(box, SMALLEST_VIEW);
  }

  // A torso that leans towards the camera looks shorter, but the body does not shrink.
  #measure(people, passedMs) {
    const known = this.#units;
    this.#units = new Map();
    for (const [track, person] of people) {
      const unit = torsoLength(person) ?? known.get(track);
      const before = known.get(track) ?? unit;
      if (unit) {
        const ratio = unit > before ? 1 : 1 - Math.exp(-passedMs / NARROW_MS);
        this.#units.set(track, before + ratio * (unit - before));
      }
    }
  }

  #wipe() {
    const { clientWidth, clientHeight } = this.#canvas;
    const dense = Math.min(devicePixelRatio || 1, 2);
    const [width, height] = [Math.round(clientWidth * dense), Math.round(clientHeight * dense)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    this.#context.clearRect(0, 0, width, height);
    this.#blank = true;
  }
}

function points(xy) {
  return Array.from({ length: xy.length / 2 }, (_, joint) =>
    xy[2 * joint] === null ? null : [xy[2 * joint], xy[2 * joint + 1]],
  );
}

function atLeast(box, height) {
  const extra = Math.max(0, height - (box.bottom - box.top)) / 2;
  return { ...box, top: box.top - extra, bottom: box.bottom + extra };
}
