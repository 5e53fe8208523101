// The versions of an exercise, the latest first, and going back to one.

/** @import { ExerciseView, Page, VersionView } from "../types.js" */

import { calibration } from "../../address.js";
import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { knownInWords } from "../../words/exercise.js";
import { dayAndClock } from "../../words/text.js";
import { AnswerLine, button } from "../form.js";

const SHOWN = 100;

export class VersionList {
  #exercise;
  #onChange;
  #answer = new AnswerLine();
  #list = el("ol", { class: "versions" });

  /**
   * @param {ExerciseView} exercise
   * @param {(live: VersionView) => void} onChange receives the version that was gone back to
   */
  constructor(exercise, onChange) {
    this.#exercise = exercise;
    this.#onChange = onChange;
    this.#list.setAttribute("aria-label", `Versions of ${exercise.name}`);
    this.element = el("div", {}, this.#answer.element, this.#list);
  }

  async load() {
    const { exercise_id } = this.#exercise;
    /** @type {import("../../api.js").Asked<Page<VersionView>>} */
    const found = await ask(`exercises/${exercise_id}/versions?limit=${SHOWN}`);
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    this.#list.replaceChildren(...found.answer.items.map((one, place) => this.#row(one, place)));
  }

  /**
   * @param {VersionView} version
   * @param {number} place 0: the live one
   */
  #row(version, place) {
    const isLive = version.digest === this.#exercise.live.digest;
    return el(
      "li",
      {},
      el("strong", {}, version.reason || "No reason given"),
      el("span", { class: "quiet" }, `${dayAndClock(version.activated_ms)}, ${version.author}`),
      el("span", { class: "quiet" }, knownInWords(version)),
      place === 0 ? el("em", {}, "Live") : null,
      isLive ? null : this.#ways(version),
    );
  }

  /** @param {VersionView} version that is not live */
  #ways(version) {
    const tried = calibration(this.#exercise.exercise_id, version.digest);
    return el(
      "div",
      { class: "fields" },
      button("Go back to this", "", () => this.#goBack(version)),
      el("a", { class: "button", href: tried }, "Try it first"),
    );
  }

  /** @param {VersionView} version */
  async #goBack({ digest }) {
    const { exercise_id, live } = this.#exercise;
    const wanted = { digest, expected_digest: live.digest, reason: "gone back to" };
    /** @type {import("../../api.js").Asked<ExerciseView>} */
    const changed = await ask(`exercises/${exercise_id}/live`, "PUT", wanted);
    if ("problem" in changed) {
      this.#answer.complain(changed.problem);
      return;
    }
    await this.change(changed.answer);
    this.#answer.say(`${this.#exercise.name} is judged by that version from now on.`);
  }

  /** @param {ExerciseView} exercise as it is now */
  async change(exercise) {
    this.#exercise = exercise;
    this.#onChange(exercise.live);
    await this.load();
  }
}
