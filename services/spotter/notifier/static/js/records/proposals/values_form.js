// Other values than proposed, as fields.

/** @import { PrescriptionView } from "./types.js" */

import { el } from "../../dom.js";
import { loadIn } from "../../words/workout.js";
import { button, field } from "../form.js";
import { loadUnit } from "../workouts/unit.js";

const LOAD_DECIMALS = 2;

export class ValuesForm {
  #unit = loadUnit();
  #sets;
  #least;
  #most;
  #seconds;
  #load;

  /**
   * @param {PrescriptionView} proposed
   * @param {{ save: (values: object) => void; cancel: () => void }} on
   */
  constructor({ sets, least_reps, most_reps, seconds, load_kg }, { save, cancel }) {
    this.#sets = whole(sets, 1000);
    this.#least = whole(least_reps, 10000);
    this.#most = whole(most_reps, 10000);
    this.#seconds = seconds === null ? null : whole(Math.round(seconds), 86400);
    const load = load_kg === null ? "" : Number(loadIn(load_kg, this.#unit).toFixed(LOAD_DECIMALS));
    this.#load = el("input", { type: "number", min: 0, max: 2205, step: "any", value: load });
    this.element = el(
      "form",
      { class: "fields" },
      field("Sets", this.#sets, "short"),
      ...(this.#seconds
        ? [field("Seconds", this.#seconds, "short")]
        : [field("Reps from", this.#least, "short"), field("to", this.#most, "short")]),
      field(`Load, ${this.#unit}`, this.#load, "short"),
      el("button", { class: "button main" }, "Save"),
      button("Cancel", "", cancel),
    );
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      save(this.#values());
    });
  }

  focus() {
    this.#load.focus();
  }

  #values() {
    return {
      sets: Number(this.#sets.value),
      least_reps: Number(this.#least.value),
      most_reps: Number(this.#most.value),
      seconds: this.#seconds && Number(this.#seconds.value),
      load: this.#load.value === "" ? null : `${this.#load.value} ${this.#unit}`,
    };
  }
}

/**
 * @param {number} value
 * @param {number} max
 */
function whole(value, max) {
  return el("input", { type: "number", required: true, min: 1, max, value });
}
