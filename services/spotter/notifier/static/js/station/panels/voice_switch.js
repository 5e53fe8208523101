// Says whether the screen speaks, and switches that.

/** @import { Voice } from "../help/voice.js" */

import { el, setText } from "../../dom.js";
import { t } from "../../words/language.js";

export class VoiceSwitch {
  #voice;
  element = el("button", { type: "button", class: "act voice" });

  /** @param {() => Voice} voice */
  constructor(voice) {
    this.#voice = voice;
    this.element.addEventListener("click", () => this.#press());
  }

  show() {
    const { state } = this.#voice();
    this.element.dataset.state = state;
    this.element.disabled = state === "none";
    setText(this.element, t(`voice_${state}`));
  }

  #press() {
    const voice = this.#voice();
    // A tap that lets the browser speak switches nothing off.
    if (this.element.dataset.state !== "locked") {
      voice.toggle();
    }
    this.show();
  }
}
