// A trainer's word on an opened rep: it was fine, it was wrong, and back.

/** @import { ExerciseView, RepJudgedView } from "../records/types.js" */

import { ask } from "../api.js";
import { el } from "../dom.js";
import { AnswerLine, button } from "../records/form.js";

export class Judgement {
  #repId;
  #fine = button("That was fine", "", () => this.#say("fine"));
  #wrong = button("That was wrong", "", () => this.#say("wrong"));
  #answer = new AnswerLine();
  #changes = el("ul", { class: "changes" });
  #back = el("p", { hidden: true });

  /** @param {string} repId */
  constructor(repId) {
    this.#repId = repId;
    this.element = el(
      "section",
      { class: "judgement", "aria-label": "A trainer's word" },
      el("div", { class: "buttons" }, this.#fine, this.#wrong),
      this.#answer.element,
      this.#changes,
      this.#back,
    );
  }

  /** @param {"fine" | "wrong"} judgement */
  async #say(judgement) {
    this.#enable(false);
    this.#answer.say("One moment, please.");
    const path = `reps/${encodeURIComponent(this.#repId)}/judgement`;
    /** @type {import("../api.js").Asked<RepJudgedView>} */
    const judged = await ask(path, "PUT", { judgement });
    this.#enable(true);
    if ("problem" in judged) {
      this.#answer.complain(judged.problem);
      return;
    }
    const { exercise, is_changed, previous_digest, words } = judged.answer;
    this.#answer.say(is_changed ? `Learnt: this rep of ${exercise.name} was ${judgement}.` : "");
    this.#changes.replaceChildren(...words.map((text) => el("li", {}, text)));
    this.#back.hidden = !is_changed;
    this.#back.replaceChildren(
      button("Go back", "", () => this.#goBack(exercise, previous_digest)),
    );
  }

  /**
   * @param {ExerciseView} exercise
   * @param {string} digest of the version before
   */
  async #goBack(exercise, digest) {
    const back = {
      digest,
      expected_digest: exercise.live.digest,
      reason: "a word on a rep undone",
    };
    const gone = await ask(`exercises/${exercise.exercise_id}/live`, "PUT", back);
    if ("problem" in gone) {
      this.#answer.complain(gone.problem);
      return;
    }
    this.#answer.say(`${exercise.name} is as it was before.`);
    this.#changes.replaceChildren();
    this.#back.hidden = true;
  }

  /** @param {boolean} isEnabled */
  #enable(isEnabled) {
    this.#fine.disabled = this.#wrong.disabled = !isEnabled;
  }
}
