// The picture on which a box is drawn: by mouse, touch or pen, or by keys.

/** @import { Box, Spot } from "./box.js" */
/** @import { Drawn } from "./drawing.js" */
/** @import { Grip } from "./contained.js" */
/** @import { FilmView } from "../../../types.js" */
/** @import { End } from "../marks.js" */

import { contextOf, el } from "../../../../dom.js";
import { boxBetween, moved, resized } from "./box.js";
import { contained, gripAt, inPicture } from "./contained.js";
import { drawFilm, filmColours } from "./drawing.js";
import { boxAfter } from "./keys.js";

const LEAST_DRAG = 6; // CSS pixels: less is a tap.

/** @typedef {Pick<Drawn, "boxes" | "tracks"> & { end: End }} Around end: that of the boxes drawn from now on */
/** @typedef {{ from: Spot; grip: Grip | null; before: Drawn["held"]; pointer: number }} Drag */

/**
 * @typedef {object} Acts
 * @property {(box: Box) => void} take when a box is round it
 * @property {() => void} drop when the box here is to be none any more
 * @property {(box: Box) => void} say when keys have changed a box that is not taken yet
 */

export class Stage {
  #film;
  #acts;
  #palette = filmColours();
  #context;
  /** @type {ImageBitmap | null} null: none has come */
  #picture = null;
  #index = 0;
  /** @type {Around} */
  #around = { end: null, boxes: [], tracks: [] };
  /** @type {Drawn["held"]} */
  #held = null;
  /** @type {Drag | null} */
  #drag = null;
  #isOpen = true;

  /**
   * @param {FilmView} film
   * @param {Acts} acts
   */
  constructor(film, acts) {
    this.#film = film;
    this.#acts = acts;
    this.canvas = el("canvas", {
      class: "film-picture",
      tabindex: 0,
      role: "application",
      "aria-label": "A picture of the recording, on which a box is drawn",
      "aria-describedby": "film-keys",
    });
    this.canvas.style.aspectRatio = `${film.width_px} / ${film.height_px}`;
    this.#context = contextOf(this.canvas);
    this.#listen();
  }

  /** The picture that is shown, counted from 0. */
  get index() {
    return this.#index;
  }

  /** The box that is not taken yet; null: there is none. */
  get draft() {
    return this.#held && !this.#held.isTaken ? this.#held.box : null;
  }

  /**
   * @param {ImageBitmap} picture
   * @param {number} index
   */
  showPicture(picture, index) {
    this.#picture?.close();
    this.#picture = picture;
    this.#index = index;
  }

  /** @param {Around & { held: Drawn["held"] }} shown */
  show({ held, ...around }) {
    this.#around = around;
    this.#held = held;
    this.#drag = null;
    this.draw();
  }

  /** @param {boolean} isOpen whether boxes can be drawn */
  setOpen(isOpen) {
    this.#isOpen = isOpen;
    this.canvas.toggleAttribute("data-closed", !isOpen);
  }

  /** @param {Box} box that is proposed here, and is not taken yet */
  hold(box) {
    this.#held = { end: this.#around.end, box, isTaken: false };
    this.draw();
    this.#acts.say(box);
    this.canvas.focus({ preventScroll: true });
  }

  refreshColours() {
    this.#palette = filmColours();
    this.draw();
  }

  draw() {
    if (this.#picture && this.canvas.clientWidth) {
      const { boxes, tracks } = this.#around;
      drawFilm(
        this.#context,
        {
          picture: this.#picture,
          at: this.#at,
          boxes,
          tracks,
          held: this.#held,
          isUnderFinger: this.#drag !== null,
        },
        this.#palette,
      );
    }
  }

  #listen() {
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => this.#begin(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    canvas.addEventListener("pointerup", (event) => this.#finish(event));
    canvas.addEventListener("pointercancel", () => this.#cancel());
    canvas.addEventListener("keydown", (event) => this.#press(event));
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  get #screen() {
    return { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
  }

  get #at() {
    return contained(this.#film, this.#screen);
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    if (!this.#isOpen || !event.isPrimary || event.button !== 0 || !this.#picture) {
      return;
    }
    const point = { x: event.offsetX, y: event.offsetY };
    const box = this.#held?.box;
    this.#drag = {
      from: inPicture(this.#at, point),
      grip: box ? gripAt(this.#at, box, this.#screen, point) : null,
      before: this.#held,
      pointer: event.pointerId,
    };
    this.canvas.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const drag = this.#drag;
    if (drag && drag.pointer === event.pointerId) {
      const to = inPicture(this.#at, { x: event.offsetX, y: event.offsetY });
      const by = { x_px: to.x_px - drag.from.x_px, y_px: to.y_px - drag.from.y_px };
      if (
        this.#at.scale * Math.hypot(by.x_px, by.y_px) >= LEAST_DRAG ||
        this.#held !== drag.before
      ) {
        this.#held = { end: this.#around.end, box: this.#dragged(drag, to, by), isTaken: true };
        this.draw();
      }
    }
  }

  /**
   * @param {Drag} drag
   * @param {Spot} to
   * @param {Spot} by
   */
  #dragged({ from, grip, before }, to, by) {
    if (!grip || !before) {
      return boxBetween(from, to, this.#film);
    }
    return grip.kind === "inside"
      ? moved(before.box, by, this.#film)
      : resized(before.box, grip.corner, by, this.#film);
  }

  /** @param {PointerEvent} event */
  #finish(event) {
    const drag = this.#drag;
    if (drag && drag.pointer === event.pointerId) {
      this.#drag = null;
      this.draw();
      if (this.#held && this.#held !== drag.before) {
        this.#acts.take(this.#held.box);
      }
    }
  }

  #cancel() {
    if (this.#drag) {
      this.#held = this.#drag.before;
      this.#drag = null;
      this.draw();
    }
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const isChord = event.ctrlKey || event.altKey || event.metaKey;
    if (this.#isOpen && this.#picture && !isChord && this.#means(event)) {
      event.preventDefault();
    }
  }

  /**
   * Does what a key means; says whether it means anything here.
   *
   * @param {KeyboardEvent} pressed
   */
  #means(pressed) {
    const held = this.#held;
    const box = boxAfter(held?.box ?? null, pressed, this.#film);
    if (box) {
      this.hold(box);
    } else if (pressed.key === "Enter" && held) {
      this.#acts.take(held.box);
    } else if (pressed.key === "Escape" && held) {
      this.#acts.drop();
    } else {
      return false;
    }
    return true;
  }
}
