// A workout to write: its title and, in their order, its exercises.

/** @import { ItemView, WorkoutView } from "./types.js" */

import { el } from "../../dom.js";
import { AnswerLine, button, field } from "../form.js";
import { untaughtCount } from "../exercises/described/asking.js";
import { UntaughtFinder } from "../exercises/described/finder.js";
import { ItemRow } from "./item_row.js";

export class WorkoutEditor {
  #exercises;
  #title = el("input", { type: "text", required: true, maxlength: 200, autocomplete: "off" });
  /** @type {ItemRow[]} */
  #rows = [];
  #list = el("ol", { class: "items" });
  #untaught = el("details", { hidden: true }, el("summary", {}, "Add one that is not taught yet"));
  #answer = new AnswerLine();

  /**
   * @param {string} heading
   * @param {Pick<WorkoutView, "title" | "items"> | null} workout to change, or to begin with
   * @param {string[]} exercises that can be chosen
   * @param {{
   *   save: (content: { title: string; items: object[] }) => Promise<string>;
   *   cancel: () => void;
   * }} on `save` answers with the problem, if there is one
   */
  constructor(heading, workout, exercises, { save, cancel }) {
    this.#exercises = exercises;
    this.#title.value = workout?.title ?? "Workout";
    this.element = el(
      "form",
      { class: "card editor", "aria-label": heading },
      el("h2", {}, heading),
      el("div", { class: "fields" }, field("Title", this.#title, "wide")),
      this.#list,
      el(
        "p",
        {},
        button("Add an exercise", "", () => this.#add(null).focus()),
      ),
      this.#untaught,
      el(
        "p",
        { class: "fields" },
        el("button", { type: "submit", class: "button main" }, "Save"),
        button("Cancel", "", cancel),
      ),
      this.#answer.element,
    );
    (workout?.items ?? [null]).forEach((item) => this.#add(item));
    this.#offerUntaught();
    this.element.addEventListener("submit", async (event) => {
      event.preventDefault();
      const items = this.#rows.map((row) => row.value());
      this.#answer.complain(await save({ title: this.#title.value, items }));
    });
  }

  focus() {
    this.#title.focus();
  }

  /** Spotter does not count them, so they are found apart: there may be hundreds. */
  async #offerUntaught() {
    const finder = new UntaughtFinder(({ name }) => this.#add(itemOf(name)).focus());
    this.#untaught.append(finder.element);
    this.#untaught.addEventListener("toggle", () => this.#untaught.open && finder.look());
    this.#untaught.hidden = !(await untaughtCount());
  }

  /** @param {ItemView | null} item */
  #add(item) {
    const row = new ItemRow(this.#exercises, item, (one) => this.#remove(one));
    this.#rows.push(row);
    this.#list.append(row.element);
    return row;
  }

  /** @param {ItemRow} row */
  #remove(row) {
    this.#rows = this.#rows.filter((one) => one !== row);
    row.element.remove();
  }
}

/**
 * What an exercise begins with.
 *
 * @param {string} exercise
 * @returns {ItemView}
 */
function itemOf(exercise) {
  const none = {
    seconds: null,
    tempo: null,
    rest_s: null,
    load_kg: null,
    least_reps: null,
    most_speed_loss_ratio: null,
  };
  return { exercise, exercise_id: "", sets: 3, reps: 8, ...none };
}
