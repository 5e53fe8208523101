// A workout to write: its title and, in their order, its exercises.

/** @import { WorkoutView } from "./types.js" */

import { el } from "../../dom.js";
import { AnswerLine, button, field } from "../form.js";
import { ItemRow } from "./item_row.js";

export class WorkoutEditor {
  #exercises;
  #title = el("input", { type: "text", required: true, maxlength: 200, autocomplete: "off" });
  /** @type {ItemRow[]} */
  #rows = [];
  #list = el("ol", { class: "items" });
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
      el(
        "p",
        { class: "fields" },
        el("button", { type: "submit", class: "button main" }, "Save"),
        button("Cancel", "", cancel),
      ),
      this.#answer.element,
    );
    (workout?.items ?? [null]).forEach((item) => this.#add(item));
    this.element.addEventListener("submit", async (event) => {
      event.preventDefault();
      const items = this.#rows.map((row) => row.value());
      this.#answer.complain(await save({ title: this.#title.value, items }));
    });
  }

  focus() {
    this.#title.focus();
  }

  /** @param {WorkoutView["items"][number] | null} item */
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
