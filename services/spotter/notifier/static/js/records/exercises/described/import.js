// Takes in descriptions from a file: first says what is in it, then stores it.

/** @import { Asked } from "../../../api.js" */
/** @import { ExerciseImportView } from "../types.js" */

import { ask } from "../../../api.js";
import { el } from "../../../dom.js";
import { broughtInWords, takenInWords } from "../../../words/described.js";
import { AnswerLine, button, field } from "../../form.js";
import { notUnderstood } from "../../not_understood.js";

const SHOWN = 20;

export class DescriptionImport {
  #onStored;
  #file = el("input", { type: "file", accept: ".json,application/json" });
  #answer = new AnswerLine();
  #found = el("div");
  #look = button("Look at the file", "", () => this.#preview());

  /** @param {() => void} onStored once descriptions were taken in */
  constructor(onStored) {
    this.#onStored = onStored;
    this.#file.addEventListener("change", () => this.#found.replaceChildren());
    this.element = el(
      "details",
      { class: "card import" },
      el("summary", {}, "Bring descriptions of exercises along"),
      el(
        "p",
        { class: "quiet" },
        "The JSON file of free-exercise-db (dist/exercises.json). Its pictures are not loaded.",
      ),
      el("div", { class: "fields" }, field("File", this.#file, "wide"), this.#look),
      this.#answer.element,
      this.#found,
    );
  }

  async #preview() {
    const found = await this.#bring(true);
    if (!found) {
      return;
    }
    this.#answer.say(broughtInWords(found));
    const isAny = Boolean(found.new_count + found.different_count);
    this.#found.replaceChildren(
      ...different(found),
      ...notUnderstood(found.not_understood, found.not_understood.length),
      isAny
        ? el(
            "p",
            {},
            button("Take them in", "main", () => this.#store()),
          )
        : "",
    );
  }

  async #store() {
    const stored = await this.#bring(false);
    if (stored) {
      this.#answer.say(takenInWords(stored));
      this.#found.replaceChildren();
      this.#onStored();
    }
  }

  /** @param {boolean} isDryRun */
  async #bring(isDryRun) {
    const file = this.#file.files?.[0];
    if (!file) {
      this.#answer.complain("Choose the file first.");
      return null;
    }
    this.#answer.say(isDryRun ? "Reading the file." : "Taking them in.");
    this.#look.disabled = true;
    /** @type {Asked<ExerciseImportView>} */
    const brought = await ask(`exercise-imports?dry_run=${isDryRun}`, "POST", file);
    this.#look.disabled = false;
    if ("problem" in brought) {
      this.#found.replaceChildren();
      this.#answer.complain(brought.problem);
      return null;
    }
    return brought.answer;
  }
}

/** @param {ExerciseImportView} found */
function different({ exercises, different_count }) {
  const lines = exercises
    .filter((one) => one.comparison === "different")
    .slice(0, SHOWN)
    .map(({ name, differences }) => el("li", {}, `${name}: ${differences.join(" ")}`));
  const more = different_count - lines.length;
  return [
    ...(lines.length ? [el("ul", { class: "item-list" }, ...lines)] : []),
    ...(more ? [el("p", {}, `and ${more} more`)] : []),
  ];
}
