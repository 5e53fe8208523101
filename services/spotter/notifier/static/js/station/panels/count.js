// Who trains, what, and the number that counts now: good reps, seconds held, or the rest that is
// left.

/** @import { StationView } from "../../messages.js" */
/** @import { ScreenView } from "../types.js" */

import { el, setText } from "../../dom.js";
import { t } from "../../words/language.js";
import { exerciseName } from "../../words/text.js";
import { shownSet } from "../workout/shown_set.js";

export class CountPanel {
  #who = el("p", { class: "trains" });
  #exercise = el("p", { class: "does" });
  #number = el("span", { class: "good-count" });
  #label = el("span", { class: "good-label" });
  #beside = el("p", { class: "of-line" });
  element;

  /** @param {HTMLElement} next what comes next */
  constructor(next) {
    this.element = el(
      "section",
      { class: "on-screen" },
      this.#who,
      this.#exercise,
      el("p", { class: "good-line" }, this.#number, " ", this.#label),
      this.#beside,
      next,
    );
  }

  /**
   * @param {StationView} station
   * @param {ScreenView | null} screen null: it is not known yet
   * @param {number} nowMs the notifier's time, in milliseconds since the Unix epoch
   */
  show(station, screen, nowMs) {
    const following = screen?.following ?? null;
    const { number, label, beside } = shownSet(station, following, nowMs);
    setText(this.#who, screen?.session?.first_name ?? station.name);
    setText(this.#exercise, exerciseName(following?.current?.exercise ?? station.exercise));
    setText(this.#number, number);
    this.#number.dataset.kind = label[0];
    setText(this.#label, t(...label));
    setText(this.#beside, beside.map((words) => t(...words)).join(" · "));
  }
}
