// How much longer a film's pictures are kept.

import { el, setText } from "../../../dom.js";
import { keptInWords } from "../../../words/film.js";

const AGAIN_MS = 10_000;

export class KeptLine {
  element = el("p", { class: "quiet" });
  #untilMs;
  #onOver;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  /**
   * @param {number} untilMs
   * @param {() => void} onOver when they are to be kept no longer, until the line ends
   */
  constructor(untilMs, onOver) {
    this.#untilMs = untilMs;
    this.#onOver = onOver;
  }

  begin() {
    this.#timer = setInterval(() => this.#show(), AGAIN_MS);
    this.#show();
  }

  end() {
    clearInterval(this.#timer);
  }

  #show() {
    setText(this.element, keptInWords(this.#untilMs, Date.now()));
    if (Date.now() >= this.#untilMs) {
      this.#onOver();
    }
  }
}
