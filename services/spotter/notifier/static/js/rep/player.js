// Play, pause and a slider over the frames of a rep.

import { el, icon } from "./dom.js";
import { frameAt } from "./pairing.js";
import { number } from "./words.js";

const SPEED = 0.6;
const REST_S = 0.6;

export class Player {
  #timesS;
  #onFrame;
  #playing = false;
  #atS = 0;
  #lastMs = 0;

  // `onFrame` hears each frame that is to be shown.
  constructor(timesS, onFrame) {
    this.#timesS = timesS;
    this.#onFrame = onFrame;
    this.button = el(
      "button",
      { type: "button", class: "round play", "aria-label": "Play" },
      icon("play"),
    );
    this.slider = el("input", {
      type: "range",
      min: 0,
      max: timesS.length - 1,
      step: 1,
      value: 0,
      "aria-label": "Moment of the rep",
    });
    this.label = el("output", { class: "moment" });
    this.element = el("div", { class: "player" }, this.button, this.slider, this.label);
    this.button.addEventListener("click", () => (this.#playing ? this.pause() : this.play()));
    this.slider.addEventListener("input", () => {
      this.pause();
      this.seek(timesS[this.slider.valueAsNumber]);
    });
  }

  play() {
    this.#playing = true;
    this.#lastMs = performance.now();
    this.#showButton();
    requestAnimationFrame(() => this.#step());
  }

  pause() {
    this.#playing = false;
    this.#showButton();
  }

  seek(seconds) {
    this.#atS = seconds;
    const frame = frameAt(this.#timesS, seconds);
    const shown = number(this.#timesS[frame]);
    this.slider.value = frame;
    this.slider.setAttribute("aria-valuetext", `${shown} seconds`);
    this.label.textContent = `${shown} s`;
    this.#onFrame(frame);
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
    this.#atS += (SPEED * (nowMs - this.#lastMs)) / 1000;
    this.#lastMs = nowMs;
    if (this.#atS > this.#timesS.at(-1) + REST_S) {
      this.#atS = 0;
    }
    this.seek(this.#atS);
    requestAnimationFrame(() => this.#step());
  }

  #showButton() {
    this.button.replaceChildren(icon(this.#playing ? "pause" : "play"));
    this.button.setAttribute("aria-label", this.#playing ? "Pause" : "Play");
  }
}
