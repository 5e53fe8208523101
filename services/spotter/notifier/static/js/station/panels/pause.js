// Pauses the station, so that nothing is filmed or kept, and lets it go on.

/** @import { StationView } from "../../messages.js" */

import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { t } from "../../words/language.js";

/** What camera_ingest gives as the reason of a pause that nobody has asked for. */
export const ASLEEP = "nobody has checked in";

/** @param {StationView} station whether somebody there has paused it */
export const isPaused = ({ status, reason }) => status === "paused" && reason !== ASLEEP;

export class PauseButton {
  #path;
  #isPaused = false;
  /** @type {boolean | null} whether it is to be paused; null: it is as it is to be */
  #isToPause = null;
  #button = el("button", { type: "button", class: "act" });
  #said = el("p", { class: "act-problem", role: "status" });
  element = el("div", { class: "pause" }, this.#button, this.#said);

  /** @param {string} stationId */
  constructor(stationId) {
    this.#path = `stations/${encodeURIComponent(stationId)}`;
    this.#button.addEventListener("click", () => this.#press());
  }

  /** @param {StationView} station */
  show(station) {
    this.#isPaused = isPaused(station);
    setText(this.#button, t(this.#isPaused ? "resume_station" : "pause_station"));
    if (this.#isToPause === this.#isPaused) {
      this.#isToPause = null;
      this.#say("");
    }
  }

  /** @param {string} words */
  #say(words) {
    setText(this.#said, words);
  }

  async #press() {
    this.#button.disabled = true;
    const isToPause = !this.#isPaused;
    const asked = await ask(`${this.#path}/${isToPause ? "pause" : "resume"}`, "POST", {});
    this.#button.disabled = false;
    if ("problem" in asked) {
      this.#say(asked.problem);
    } else if (isToPause !== this.#isPaused) {
      this.#isToPause = isToPause; // only the camera knows when it is so
      this.#say(t(isToPause ? "pausing" : "resuming"));
    }
  }
}
