// Whether a member's face is kept, and a button that deletes it.

/** @import { Asked } from "../../api.js" */
/** @import { FaceView } from "../checkin/types.js" */
/** @import { MemberView } from "../types.js" */

import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { day } from "../../words/text.js";
import { AnswerLine, button } from "../form.js";

const NOT_KEPT = "Not kept. A member agrees to that on a station's screen.";

export class FaceCard {
  #path;
  #kept = el("p", { class: "quiet" });
  #delete = button("Delete the face", "", () => this.#withdraw());
  #answer = new AnswerLine();

  /** @param {MemberView} member */
  constructor({ member_id }) {
    this.#path = `members/${member_id}/face`;
    this.element = el(
      "div",
      { class: "card", hidden: true },
      el("h2", {}, "Face"),
      this.#kept,
      el("p", {}, this.#delete),
      this.#answer.element,
    );
    this.#load();
  }

  async #load() {
    this.#take(await ask(this.#path));
  }

  async #withdraw() {
    const gone = await ask(this.#path, "DELETE");
    this.#take(gone);
    if (!("problem" in gone)) {
      this.#answer.say("It is deleted.");
    }
  }

  /** @param {Asked<FaceView>} asked */
  #take(asked) {
    if ("problem" in asked) {
      this.#answer.complain(asked.problem);
      return;
    }
    const { is_switched_on, kept_since_ms } = asked.answer;
    const isKept = kept_since_ms !== null;
    this.element.hidden = this.element.hidden && !is_switched_on && !isKept;
    setText(this.#kept, isKept ? `Kept since ${day(kept_since_ms)}, encrypted.` : NOT_KEPT);
    this.#delete.hidden = !isKept;
  }
}
