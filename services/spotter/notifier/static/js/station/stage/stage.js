// The moving picture: whoever trains over the reference's ghost, and how far they go.

/** @import { EquipmentKind, Points, PoseView } from "../../messages.js" */
/** @import { Box } from "../../body/geometry.js" */
/** @import { GhostView } from "../types.js" */
/** @import { Framing } from "../help/framing.js" */

import { followedView } from "../../board/following.js";
import { bodyPalettes, drawBody } from "../../body/figure.js";
import { between, fit, torsoLength } from "../../body/geometry.js";
import { clearCanvas, contextOf, el } from "../../dom.js";
import { t } from "../../words/language.js";
import { framingOf, LastingFraming } from "../help/framing.js";
import { Following } from "./following.js";
import { personOf } from "./person.js";
import { ReachBar } from "./reach_bar.js";

const STALE_MS = 2000;
const MIN_STEP_MS = 30;
const MAX_STEP_MS = 250;
const MARGIN = 0.06;
/** Every second of sixty frames: thirty a second are smooth, and more warm up a tablet. */
const FRAME_MS = 25;

/** @typedef {{ person: Points, ghost: Points | null }} Scene */

/**
 * Whoever trains, null: nobody; what to do so that they are seen well, null: nothing; and whether
 * they move.
 *
 * @typedef {{ person: Points | null, framing: Framing | null, isMoving: boolean }} Seen
 */

export class Stage {
  #canvas = el("canvas", { role: "img", "aria-label": t("skeleton_picture") });
  #context = contextOf(this.#canvas);
  #bar = new ReachBar();
  element = el("div", { class: "live-stage" }, this.#canvas, this.#bar.element);
  #palettes = bodyPalettes();
  #still = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {GhostView[]} */
  #ghosts = [];
  #following = new Following([]);
  #framing = new LastingFraming();
  /** @type {Scene | null} */
  #before = null;
  /** @type {Scene | null} */
  #scene = null;
  /** @type {EquipmentKind | null} */
  #equipment = null;
  #arrivedMs = -Infinity;
  #stepMs = MAX_STEP_MS;
  #drawnMs = -Infinity;
  /** @type {Box | null} */
  #box = null;
  #onSeen;

  /**
   * @param {(seen: Seen) => void} onSeen is told of each pose
   */
  constructor(onSeen) {
    this.#onSeen = onSeen;
  }

  /** Call it once the element is in the page. */
  begin() {
    this.refreshColours();
    this.#draw();
  }

  refreshColours() {
    this.#palettes = bodyPalettes();
  }

  /** @param {GhostView[]} ghosts of the exercise that is done now */
  follow(ghosts) {
    this.#ghosts = ghosts;
    this.#following = new Following(ghosts);
  }

  /**
   * @param {PoseView} pose
   * @param {number | null} judged the track id of who was judged last
   */
  put(pose, judged) {
    const nowMs = performance.now();
    const person = personOf(pose, judged);
    this.#equipment = pose.equipment_kind;
    const gapMs = nowMs - this.#arrivedMs;
    this.#before = gapMs < STALE_MS ? this.#scene : null;
    this.#stepMs = Math.min(Math.max(gapMs, MIN_STEP_MS), MAX_STEP_MS);
    this.#arrivedMs = nowMs;
    const followed = person && this.#following.put(person, nowMs);
    this.#scene = person && { person, ghost: followed?.ghost ?? null };
    this.#bar.put(followed ?? null);
    const framing = person && framingOf(person, pose.width, this.#ghosts);
    const said = this.#framing.put(framing, nowMs);
    this.#onSeen({ person, framing: said, isMoving: this.#bar.isMoving });
  }

  /** An old picture must never look like a live one. */
  clear() {
    this.#scene = null;
    this.#before = null;
    this.#box = null;
    this.#arrivedMs = -Infinity;
    this.#bar.put(null);
  }

  #draw() {
    requestAnimationFrame(() => this.#draw());
    const nowMs = performance.now();
    if (nowMs - this.#drawnMs < FRAME_MS) {
      return;
    }
    const passedMs = nowMs - this.#drawnMs;
    this.#drawnMs = nowMs;
    if (nowMs - this.#arrivedMs > STALE_MS) {
      this.clear();
    }
    const ratio = this.#still.matches ? 1 : Math.min((nowMs - this.#arrivedMs) / this.#stepMs, 1);
    this.#bar.draw(ratio);
    clearCanvas(this.#context);
    if (this.#scene) {
      this.#drawScene(this.#scene, ratio, passedMs);
    }
  }

  /**
   * @param {Scene} scene
   * @param {number} ratio
   * @param {number} passedMs
   */
  #drawScene({ person, ghost }, ratio, passedMs) {
    const now = this.#before ? between(this.#before.person, person, ratio) : person;
    const before = this.#before?.ghost;
    const shade = ghost && before ? between(before, ghost, ratio) : ghost;
    this.#box = followedView(this.#box, shade ? [now, shade] : [now], passedMs);
    const torso = torsoLength(now);
    if (!this.#box || !torso) {
      return;
    }
    const { scale, place } = fit(this.#box, this.#canvas, MARGIN);
    const unit = torso * scale;
    if (shade) {
      drawBody(this.#context, shade.map(place), unit, this.#palettes.reference);
    }
    drawBody(this.#context, now.map(place), unit, this.#palettes.attempt, this.#equipment);
  }
}
