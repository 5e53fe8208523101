// Play, pause, speed and a slider over the frames of a rep.

import { el, icon } from "../dom.js";
import { t } from "../words/language.js";
import { number } from "../words/text.js";
import { SPEEDS, USUAL_SPEED, advance, frameAt } from "./playback.js";

export class Player {
  #timesS;
  #onFrame;
  #playing = false;
  #atS = 0;
  #lastMs = 0;
  #button = el(
    "button",
    { type: "button", class: "round play", "aria-label": t("play") },
    icon("play"),
  );
  #label = el("output", { class: "moment" });
  #mark = el("span", { class: "phase-mark", hidden: true });
  #speed = el(
    "select",
    { class: "speed", "aria-label": t("speed") },
    ...SPEEDS.map((speed) =>
      el("option", { value: speed, selected: speed === USUAL_SPEED }, `${number(speed)}×`),
    ),
  );

  /**
   * @param {number[]} timesS of the frames, at least one
   * @param {(frame: number) => void} onFrame receives each frame to show
   */
  constructor(timesS, onFrame) {
    this.#timesS = timesS;
    this.#onFrame = onFrame;
    this.slider = el("input", {
      type: "range",
      min: 0,
      max: timesS.length - 1,
      step: 1,
      value: 0,
      "aria-label": t("moment_of_rep"),
    });
    const track = el("span", { class: "track" }, this.slider, this.#mark);
    this.element = el("div", { class: "player" }, this.#button, track, this.#label, this.#speed);
    this.#button.addEventListener("click", () => (this.#playing ? this.pause() : this.#play()));
    this.slider.addEventListener("input", () => {
      this.pause();
      this.seek(timesS[this.slider.valueAsNumber]);
    });
  }

  pause() {
    this.#playing = false;
    this.#showButton();
  }

  /**
   * Marks a moment below the slider.
   *
   * @param {number} frame
   * @param {string} words the part of the rep, such as "bottom"
   */
  markMoment(frame, words) {
    const ratio = frame / Math.max(this.#timesS.length - 1, 1);
    this.#mark.style.left = `${100 * ratio}%`;
    this.#mark.textContent = words;
    this.#mark.hidden = false;
  }

  /** @param {number} seconds since the rep began */
  seek(seconds) {
    this.#atS = seconds;
    const frame = frameAt(this.#timesS, seconds);
    const shown = number(this.#timesS[frame]);
    this.slider.value = String(frame);
    this.slider.setAttribute("aria-valuetext", t("seconds", { n: shown }));
    this.#label.textContent = `${shown} s`;
    this.#onFrame(frame);
  }

  #play() {
    this.#playing = true;
    this.#lastMs = performance.now();
    this.#showButton();
    requestAnimationFrame(() => this.#step());
  }

  #step() {
    if (!this.#playing) {
      return;
    }
    if (!this.element.isConnected) {
      this.pause();
      return;
    }
    const nowMs = performance.now();
    const lastS = this.#timesS[this.#timesS.length - 1];
    const speed = Number(this.#speed.value);
    this.seek(advance(this.#atS, nowMs - this.#lastMs, lastS, speed));
    this.#lastMs = nowMs;
    requestAnimationFrame(() => this.#step());
  }

  #showButton() {
    this.#button.replaceChildren(icon(this.#playing ? "pause" : "play"));
    this.#button.setAttribute("aria-label", t(this.#playing ? "pause" : "play"));
  }
}
