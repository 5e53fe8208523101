// How an exercise goes wrong here: its patterns of faults, and looking for them.

/** @import { ExerciseView } from "../types.js" */
/** @import { PatternSearchView, PatternsView } from "./types.js" */

import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { searchInWords } from "../../words/pattern.js";
import { AnswerLine, button } from "../form.js";
import { PatternCard } from "./pattern_card.js";

const AGAIN_MS = 1000;

export class PatternList {
  #path;
  #onChange;
  #find = button("Find now", "", () => this.#onFind());
  #bar = el("progress", { max: 1, "aria-label": "How much is compared" });
  #search = el("p", { class: "quiet", role: "status" });
  #answer = new AnswerLine();
  #list = el("ol", { class: "patterns" });
  /** @type {PatternCard[]} */
  #cards = [];
  #isFollowing = false;

  /**
   * @param {ExerciseView} exercise
   * @param {(changed: ExerciseView) => void} onChange receives the exercise with its new version
   */
  constructor(exercise, onChange) {
    this.#path = `exercises/${exercise.exercise_id}`;
    this.#onChange = onChange;
    this.#bar.hidden = true;
    this.#list.setAttribute("aria-label", `How ${exercise.name} goes wrong here`);
    this.element = el(
      "section",
      {},
      el("h2", {}, "How it goes wrong here"),
      el("div", { class: "fields" }, this.#find, this.#bar),
      this.#search,
      this.#answer.element,
      this.#list,
    );
  }

  async load() {
    /** @type {import("../../api.js").Asked<PatternsView>} */
    const found = await ask(`${this.#path}/patterns`);
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    const { patterns, search } = found.answer;
    this.#cards = patterns.map(
      (pattern, place) => new PatternCard(this.#path, pattern, place + 1, this.#onChange),
    );
    this.#list.replaceChildren(...this.#cards.map((card) => card.element));
    this.#cards.forEach((card) => card.begin());
    this.#show(search);
    await this.#follow(search);
  }

  refreshColours() {
    this.#cards.forEach((card) => card.refreshColours());
  }

  async #onFind() {
    this.#find.disabled = true;
    /** @type {import("../../api.js").Asked<PatternSearchView>} */
    const begun = await ask(`${this.#path}/pattern-search`, "POST", {});
    if ("problem" in begun) {
      this.#find.disabled = false;
      this.#answer.complain(begun.problem);
      return;
    }
    this.#answer.say("");
    this.#show(begun.answer);
    await this.#follow(begun.answer);
  }

  /**
   * Shows the progress of a search until its end, and then what it found.
   *
   * @param {PatternSearchView} begun
   */
  async #follow(begun) {
    if (this.#isFollowing || !isUnderWay(begun)) {
      return;
    }
    this.#isFollowing = true;
    let search = begun;
    while (isUnderWay(search) && this.element.isConnected) {
      await new Promise((resolve) => {
        setTimeout(resolve, AGAIN_MS);
      });
      /** @type {import("../../api.js").Asked<PatternSearchView>} */
      const now = await ask(`${this.#path}/pattern-search`);
      search = "problem" in now ? search : now.answer;
      this.#show(search);
    }
    this.#isFollowing = false;
    await this.#reload();
  }

  async #reload() {
    /** @type {import("../../api.js").Asked<ExerciseView>} */
    const exercise = await ask(this.#path);
    if (!("problem" in exercise)) {
      this.#onChange(exercise.answer);
    }
    await this.load();
  }

  /** @param {PatternSearchView} search */
  #show(search) {
    this.#find.disabled = isUnderWay(search);
    this.#bar.hidden = !isUnderWay(search);
    this.#bar.value = search.done_ratio;
    setText(this.#search, searchInWords(search));
  }
}

/** @param {PatternSearchView} search */
function isUnderWay({ is_waiting, is_running }) {
  return is_waiting || is_running;
}
