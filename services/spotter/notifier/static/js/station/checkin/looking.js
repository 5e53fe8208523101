// Asks the station's camera to look for badges, and for faces where the gym has these.

/** @import { Asked } from "../../api.js" */
/** @import { StationCheckin } from "../../records/checkin/types.js" */

import { ask } from "../../api.js";

const EVERY_MS = 1000;

export class Looking {
  #path;
  #onNews;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #isOn = false;

  /**
   * @param {string} stationId
   * @param {(standing: StationCheckin | null, problem: string) => void} onNews is told how it
   *   stands as long as the camera looks, and once more
   */
  constructor(stationId, onNews) {
    this.#path = `stations/${encodeURIComponent(stationId)}/checkin`;
    this.#onNews = onNews;
  }

  /** Learns the ways that the gym has. */
  async ask() {
    this.#take(await ask(this.#path));
  }

  async begin() {
    this.#isOn = true;
    this.#take(await ask(`${this.#path}/look`, "POST", {}));
  }

  end() {
    clearTimeout(this.#timer);
    if (this.#isOn) {
      this.#isOn = false;
      ask(`${this.#path}/look`, "DELETE");
    }
  }

  /** @param {Asked<StationCheckin>} asked */
  #take(asked) {
    clearTimeout(this.#timer);
    if ("problem" in asked) {
      this.#isOn = false;
      this.#onNews(null, asked.problem);
      return;
    }
    const { looking_until_ms, awaits_pin } = asked.answer;
    this.#isOn = looking_until_ms !== null || awaits_pin;
    this.#onNews(asked.answer, "");
    if (this.#isOn) {
      this.#timer = setTimeout(() => this.ask(), EVERY_MS);
    }
  }
}
