// Brings workouts along from another app's file: first says what is in it, then imports it.

/** @import { ImportView, UnmatchedNameView } from "./types.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { count, exerciseName } from "../../words/text.js";
import { foundInWords, plannedInWords, storedInWords } from "../../words/workout_import.js";
import { AnswerLine, button, field } from "../form.js";
import { notUnderstood } from "../not_understood.js";
import { exerciseNames } from "./exercises.js";

const DAY_MS = 24 * 3600 * 1000;
const UNITS = { "": "As the file says", kg: "kg", lb: "lb" };

export class ImportCard {
  #memberId;
  #onStored;
  #name = "They";
  #file = el("input", { type: "file", accept: ".csv,text/csv" });
  #unit = el(
    "select",
    {},
    ...Object.entries(UNITS).map(([value, words]) => el("option", { value }, words)),
  );
  #planFrom = el("input", { type: "date" });
  #answer = new AnswerLine();
  #found = el("div", { class: "found-names" });
  #look = button("Look at the file", "main", () => this.#preview());
  /** @type {Map<string, HTMLSelectElement>} */
  #choices = new Map();
  /** @type {ImportView["matched"]} */
  #matched = [];

  /**
   * @param {string} memberId
   * @param {() => void} onStored once workouts were imported
   */
  constructor(memberId, onStored) {
    this.#memberId = memberId;
    this.#onStored = onStored;
    this.#file.addEventListener("change", () => this.#found.replaceChildren());
    this.element = el(
      "section",
      { class: "card import", "aria-label": "Bring workouts along" },
      el("h2", {}, "Bring workouts along from another app"),
      el("p", { class: "quiet" }, "The CSV file that Strong or Hevy exports."),
      el(
        "div",
        { class: "fields" },
        field("File", this.#file, "wide"),
        field("Weights are in", this.#unit),
        field("Plan them again from (empty: never)", this.#planFrom),
        this.#look,
      ),
      this.#answer.element,
      this.#found,
    );
  }

  /**
   * @param {string} name the member's
   * @param {string} today in the gym
   */
  begin(name, today) {
    this.#name = name;
    const tomorrow = today && new Date(Date.parse(today) + DAY_MS).toISOString().slice(0, 10);
    this.#planFrom.value = tomorrow;
  }

  async #preview() {
    const found = await this.#bring("Reading the file.", [["dry_run", "true"]]);
    if (!found) {
      return;
    }
    const exercises = await exerciseNames();
    this.#matched = found.matched;
    this.#choices = new Map(found.unmatched.map((one) => [one.name, choice(one, exercises)]));
    this.#answer.say(foundInWords(found));
    this.#found.replaceChildren(
      ...this.#known(found),
      ...this.#unknown(found),
      ...notUnderstood(found.not_read, found.not_read_count),
      el(
        "p",
        {},
        button("Import", "main", () => this.#store()),
      ),
    );
  }

  async #store() {
    const known = this.#matched.map(({ name, exercise }) => `${name}=${exercise}`);
    const chosen = [...this.#choices]
      .filter(([, { value }]) => value)
      .map(([name, { value }]) => `${name}=${value}`);
    const planFrom = this.#planFrom.value;
    const stored = await this.#bring("Importing; this takes a while for a large file.", [
      ["dry_run", "false"],
      ...[...known, ...chosen].map((meant) => ["name", meant]),
      ...(planFrom ? [["plan_from", planFrom]] : []),
    ]);
    if (stored) {
      this.#answer.say(storedInWords(this.#name, stored));
      this.#found.replaceChildren(
        el("ul", {}, ...stored.planned.map((one) => el("li", {}, plannedInWords(one)))),
      );
      this.#onStored();
    }
  }

  /**
   * @param {string} meanwhile
   * @param {string[][]} order
   */
  async #bring(meanwhile, order) {
    const file = this.#file.files?.[0];
    if (!file) {
      this.#answer.complain("Choose the file first.");
      return null;
    }
    const unit = this.#unit.value ? [["unit", this.#unit.value]] : [];
    const parts = new URLSearchParams([["member_id", this.#memberId], ...unit, ...order]);
    this.#answer.say(meanwhile);
    this.#look.disabled = true;
    /** @type {import("../../api.js").Asked<ImportView>} */
    const brought = await ask(`workout-imports?${parts}`, "POST", file);
    this.#look.disabled = false;
    if ("problem" in brought) {
      this.#answer.complain(brought.problem);
      return null;
    }
    return brought.answer;
  }

  /** @param {ImportView} found */
  #known({ matched }) {
    if (!matched.length) {
      return [el("p", {}, "No name is known here.")];
    }
    const rows = matched.map(({ name, exercise, sets }) =>
      el(
        "li",
        {},
        `${name} is your `,
        el("strong", {}, exerciseName(exercise)),
        `, ${count(sets, "set", "sets")}`,
      ),
    );
    return [el("h3", {}, "Known here"), el("ul", { class: "item-list" }, ...rows)];
  }

  /** @param {ImportView} found */
  #unknown({ unmatched }) {
    if (!unmatched.length) {
      return [];
    }
    const rows = unmatched.map(({ name, sets }) =>
      field(
        `${name}, ${count(sets, "set", "sets")}`,
        /** @type {HTMLSelectElement} */ (this.#choices.get(name)),
      ),
    );
    return [
      el("h3", {}, "Not known here: which of your exercises is it?"),
      el("div", { class: "fields" }, ...rows),
    ];
  }
}

/**
 * @param {UnmatchedNameView} unmatched
 * @param {string[]} exercises
 */
function choice({ suggestions }, exercises) {
  const others = exercises.filter((one) => !suggestions.includes(one));
  return el(
    "select",
    {},
    el("option", { value: "" }, "Leave it out"),
    ...[...suggestions, ...others].map((name) => el("option", { value: name }, exerciseName(name))),
  );
}
