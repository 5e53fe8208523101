// Play, pause and a slider over the frames of a rep.

import { el, icon } from "../dom.js";
import { number } from "../words/text.js";
import { frameAt, advance } from "./playback.js";

export class Player {
  #timesS;
  #onFrame;
  #playing = false;
  #atS = 0;
  #lastMs = 0;
  #button = el(
    "button",
    { type: "button", class: "round play", "aria-label": "Play" },
    icon("play"),
  );
  #label = el("output", { class: "moment" });

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
      "aria-label": "Moment of the rep",
    });
    this.element = el("div", { class: "player" }, this.#button, this.slider, this.#label);
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

  /** @param {number} seconds since the rep began */
  seek(seconds) {
    this.#atS = seconds;
    const frame = frameAt(this.#timesS, seconds);
    const shown = number(this.#timesS[frame]);
    this.slider.value = String(frame);
    this.slider.setAttribute("aria-valuetext", `${shown} seconds`);
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
    this.seek(advance(this.#atS, nowMs - this.#lastMs, lastS));
    this.#lastMs = nowMs;
    requestAnimationFrame(() => this.#step());
  }

  #showButton() {
    this.#button.replaceChildren(icon(this.#playing ? "pause" : "play"));
    this.#button.setAttribute("aria-label", this.#playing ? "Pause" : "Play");
  }
}
