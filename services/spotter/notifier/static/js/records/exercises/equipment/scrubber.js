// Moves through a film's pictures; marks on its line say where the track is unclear.

/** @import { FilmView } from "../../types.js" */

import { el } from "../../../dom.js";
import { Player } from "../../../rep/player.js";
import { button } from "../../form.js";
import { partOf, stretchesOf } from "./track.js";

export class Scrubber {
  #timesS;
  #player;
  #marks = el("div", { class: "unclear-marks", "aria-hidden": "true" });
  #index = 0;

  /**
   * @param {FilmView} film
   * @param {(index: number) => void} onPicture receives the picture to show
   */
  constructor({ times_ms }, onPicture) {
    this.#timesS = times_ms.map((timeMs) => (timeMs - times_ms[0]) / 1000);
    this.#player = new Player(this.#timesS, (index) => {
      this.#index = index;
      onPicture(index);
    });
    const { slider } = this.#player;
    slider.setAttribute("aria-label", "Moment of the recording");
    slider.after(this.#marks);
    this.element = el(
      "div",
      { class: "scrubber" },
      this.#player.element,
      step("Picture before", "‹", () => this.seek(this.#index - 1)),
      step("Next picture", "›", () => this.seek(this.#index + 1)),
    );
  }

  get index() {
    return this.#index;
  }

  pause() {
    this.#player.pause();
  }

  /** @param {number} index beyond the ends the first or last picture is meant */
  seek(index) {
    const last = this.#timesS.length - 1;
    this.#player.pause();
    this.#player.seek(this.#timesS[Math.max(0, Math.min(index, last))]);
  }

  /** @param {FilmView} film */
  mark(film) {
    const pictures = this.#timesS.length;
    this.#marks.replaceChildren(
      ...stretchesOf(film).map((stretch) => {
        const { start_ratio, width_ratio } = partOf(stretch, pictures);
        const mark = el("span");
        mark.style.left = `${100 * start_ratio}%`;
        mark.style.width = `${100 * width_ratio}%`;
        return mark;
      }),
    );
  }
}

/**
 * @param {string} label
 * @param {string} sign
 * @param {() => void} onClick
 */
function step(label, sign, onClick) {
  const element = button(sign, "step", onClick);
  element.setAttribute("aria-label", label);
  return element;
}
