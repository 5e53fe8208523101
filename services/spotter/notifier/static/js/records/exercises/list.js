// The gym's exercises, with their versions.

/** @import { ExerciseView, Page } from "../types.js" */

import { ask } from "../../api.js";
import { calibration } from "../../address.js";
import { el } from "../../dom.js";
import { knownInWords } from "../../words/exercise.js";
import { exerciseName } from "../../words/text.js";
import { AnswerLine } from "../form.js";
import { describe } from "./described/description.js";
import { Untaught } from "./described/untaught.js";
import { nameEquipment } from "./equipment.js";
import { PatternList } from "./patterns.js";
import { VersionList } from "./versions.js";

export class ExerciseList {
  #answer = new AnswerLine();
  #list = el("ul", { class: "exercise-list", "aria-label": "Exercises" });
  #untaught = new Untaught();
  /** @type {PatternList[]} */
  #patterns = [];

  constructor() {
    this.element = el(
      "div",
      {},
      el("h1", {}, "Exercises"),
      el("p", {}, el("a", { class: "button main", href: "exercises?new" }, "New exercise")),
      this.#answer.element,
      this.#list,
      this.#untaught.element,
    );
  }

  async begin() {
    document.title = "Exercises, Spotter";
    /** @type {import("../../api.js").Asked<Page<ExerciseView>>} */
    const found = await ask("exercises?limit=1000");
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    const { items } = found.answer;
    this.#answer.say(items.length ? "" : "There is none yet.");
    this.#list.replaceChildren(...items.map((one) => this.#row(one)));
    this.#untaught.begin();
  }

  refreshColours() {
    this.#patterns.forEach((patterns) => patterns.refreshColours());
  }

  /** @param {ExerciseView} exercise */
  #row(exercise) {
    const known = el("span", { class: "quiet" }, knownInWords(exercise.live));
    const versions = new VersionList(exercise, (live) => known.replaceChildren(knownInWords(live)));
    const patterns = new PatternList(exercise, (changed) => versions.change(changed));
    this.#patterns.push(patterns);
    const href = calibration(exercise.exercise_id);
    const calibrate = el("a", { class: "button", href }, "Calibrate");
    const equipment = el("p", { class: "quiet" });
    const described = el("div");
    const details = el(
      "details",
      { class: "card" },
      el("summary", {}, el("strong", {}, exerciseName(exercise.name)), " ", known),
      el("p", {}, calibrate),
      equipment,
      described,
      patterns.element,
      el("h2", {}, "Versions"),
      versions.element,
    );
    details.addEventListener("toggle", () => {
      if (details.open) {
        patterns.load();
        versions.load();
        describe(described, exercise.name);
        nameEquipment(equipment, exercise.exercise_id);
      }
    });
    return el("li", {}, details);
  }
}
