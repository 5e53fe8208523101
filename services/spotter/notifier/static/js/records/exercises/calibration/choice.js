// Chooses a rate of false alarms, or the threshold that belongs to one.

/** @import { RateView } from "../types.js" */

import { el, setText } from "../../../dom.js";
import { field } from "../../form.js";
import { percent, rateAt } from "./rates.js";

const DIGITS = 2;

export class Choice {
  #onChange;
  /** @type {RateView[]} */
  #rates = [];
  #slider = el("input", { type: "range", min: 0, step: 1 });
  #rate = el("output", { class: "rate" });
  #threshold = el("input", { type: "number", step: 0.01, min: 0, inputmode: "decimal" });

  /** @param {(rate: RateView) => void} onChange receives what is chosen */
  constructor(onChange) {
    this.#onChange = onChange;
    this.element = el(
      "div",
      { class: "fields" },
      field("Good reps that may be called faulty", this.#slider, "wide"),
      this.#rate,
      field("Threshold", this.#threshold),
    );
    this.#slider.addEventListener("input", () => this.choose(Number(this.#slider.value)));
    this.#threshold.addEventListener("change", () =>
      this.chooseThreshold(Number(this.#threshold.value)),
    );
  }

  /**
   * @param {RateView[]} rates
   * @param {number} place of the one to begin with
   */
  offer(rates, place) {
    this.#rates = rates;
    this.#slider.max = String(rates.length - 1);
    this.choose(place);
  }

  /** @param {number} threshold the nearest that a rate has is chosen */
  chooseThreshold(threshold) {
    this.choose(rateAt(this.#rates, threshold));
  }

  /** @param {number} place of a rate */
  choose(place) {
    const rate = this.#rates[place];
    this.#slider.value = String(place);
    this.#slider.setAttribute("aria-valuetext", percent(rate.false_alarm_ratio));
    setText(this.#rate, percent(rate.false_alarm_ratio));
    this.#threshold.value = rate.threshold.toFixed(DIGITS);
    this.#onChange(rate);
  }
}
