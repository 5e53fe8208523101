// One exercise of a workout, as fields.

/** @import { ItemView } from "./types.js" */

import { el } from "../../dom.js";
import { exerciseName } from "../../words/text.js";
import { loadIn } from "../../words/workout.js";
import { button, field } from "../form.js";
import { loadUnit } from "./unit.js";

const TEMPO = String.raw`\d+(\.\d+)?(-\d+(\.\d+)?){3}`;
const DECIMALS = 2;
const PERCENT = 100;

export class ItemRow {
  #unit = loadUnit();
  #exercise;
  #sets = whole("3", 1000);
  #amount = el("input", { type: "number", required: true, min: 0.1, step: "any", value: "8" });
  #least = el("input", { type: "number", min: 1, max: 10000 });
  #kind = el(
    "select",
    { "aria-label": "Reps or seconds" },
    el("option", { value: "reps" }, "reps"),
    el("option", { value: "seconds" }, "seconds"),
  );
  #load = el("input", { type: "number", min: 0, max: 2205, step: "any" });
  #rest = el("input", { type: "number", min: 0, max: 3600, step: "any" });
  #loss = el("input", { type: "number", min: 5, max: 90, step: "any" });
  #tempo = el("input", { type: "text", pattern: TEMPO, placeholder: "3-1-1-0", size: 8 });

  /**
   * @param {string[]} exercises that can be chosen
   * @param {ItemView | null} item
   * @param {(row: ItemRow) => void} onRemove
   */
  constructor(exercises, item, onRemove) {
    const names = item && !exercises.includes(item.exercise) ? [item.exercise] : [];
    this.#exercise = el(
      "select",
      { required: true },
      ...[...names, ...exercises].map((name) =>
        el("option", { value: name, selected: name === item?.exercise }, exerciseName(name)),
      ),
    );
    this.#least.title = "The bottom of a range of reps, such as 8 of 8 to 12; empty: no range";
    this.#loss.title =
      "The station says that a set is enough once two reps in a row are so much slower than its " +
      "fastest, such as 20; empty: it says nothing";
    this.#tempo.title = "Seconds out, at the turning point, back and at rest, such as 3-1-1-0";
    this.element = el(
      "li",
      { class: "fields item" },
      field("Exercise", this.#exercise, "wide"),
      field("Sets", this.#sets, "short"),
      field("Each", this.#amount, "short"),
      field("of", this.#kind),
      field("At least", this.#least, "short"),
      field(`Load, ${this.#unit}`, this.#load, "short"),
      field("Rest, s", this.#rest, "short"),
      field("Tempo", this.#tempo, "short"),
      field("End at loss, %", this.#loss, "short"),
      button("Remove", "", () => onRemove(this)),
    );
    if (item) {
      this.#show(item);
    }
  }

  focus() {
    this.#exercise.focus();
  }

  value() {
    return {
      exercise: this.#exercise.value,
      sets: Number(this.#sets.value),
      [this.#kind.value]: Number(this.#amount.value),
      least_reps: this.#least.value === "" ? null : Number(this.#least.value),
      load: this.#load.value === "" ? null : `${this.#load.value} ${this.#unit}`,
      rest_s: this.#rest.value === "" ? null : Number(this.#rest.value),
      tempo: this.#tempo.value || null,
      most_speed_loss_ratio: this.#loss.value === "" ? null : Number(this.#loss.value) / PERCENT,
    };
  }

  /** @param {ItemView} item */
  #show({ sets, reps, seconds, least_reps, load_kg, rest_s, tempo, most_speed_loss_ratio }) {
    this.#sets.value = String(sets);
    this.#amount.value = String(reps ?? seconds);
    this.#kind.value = reps === null ? "seconds" : "reps";
    this.#least.value = least_reps === null ? "" : String(least_reps);
    this.#load.value = load_kg === null ? "" : shown(loadIn(load_kg, this.#unit));
    this.#rest.value = rest_s === null ? "" : String(rest_s);
    this.#tempo.value = tempo ?? "";
    this.#loss.value = most_speed_loss_ratio === null ? "" : shown(PERCENT * most_speed_loss_ratio);
  }
}

/** @param {number} value */
function shown(value) {
  return String(Number(value.toFixed(DECIMALS)));
}

/**
 * @param {string} value
 * @param {number} most
 */
function whole(value, most) {
  return el("input", { type: "number", required: true, min: 1, max: most, value });
}
