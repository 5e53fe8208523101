// A question that may be left unanswered, with scales to tap.

/** @import { Key } from "../../words/language.js" */
/** @import { Scale } from "./scale.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { AnswerLine } from "../../records/form.js";
import { t } from "../../words/language.js";
import { actButton } from "../panels/act_button.js";

export class QuestionDialog {
  #path;
  #scales;
  #answerOf;
  #answer = new AnswerLine();
  #done = actButton("question_done", () => this.#send());
  element;

  /**
   * @param {string} path below api/v1/
   * @param {Key} title
   * @param {Scale[]} scales all of which are to be answered
   * @param {HTMLElement[]} further
   * @param {() => object} answerOf what is sent
   */
  constructor(path, title, scales, further, answerOf) {
    this.#path = path;
    this.#scales = scales;
    this.#answerOf = answerOf;
    this.#done.classList.add("main");
    this.element = el(
      "dialog",
      { class: "question", "aria-label": t(title) },
      el("h2", {}, t(title)),
      ...scales.map((scale) => scale.element),
      ...further,
      this.#answer.element,
      el(
        "div",
        { class: "change-ways" },
        this.#done,
        actButton("question_later", () => this.close()),
      ),
    );
  }

  open() {
    this.#scales.forEach((scale) => scale.clear());
    this.#answer.say("");
    this.refresh();
    if (!this.element.open) {
      this.element.showModal();
    }
  }

  close() {
    this.element.close();
  }

  /** An answer can be sent once it is whole. */
  refresh() {
    this.#done.disabled = this.#scales.some((scale) => scale.chosen === null);
  }

  async #send() {
    const asked = await ask(this.#path, "POST", this.#answerOf());
    if ("problem" in asked) {
      this.#answer.complain(asked.problem);
    } else {
      this.close();
    }
  }
}
