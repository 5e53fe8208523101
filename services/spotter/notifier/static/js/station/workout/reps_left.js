// How many reps a member could still have done after a set: one tap, and may be left unanswered.

/** @import { FollowingView } from "../types.js" */

import { el } from "../../dom.js";
import { t } from "../../words/language.js";

const MOST = 4; // Beyond, nobody can tell.

export class RepsLeftQuestion {
  /** @type {number | null} */
  #set = null;
  element;

  /** @param {(left: { set_index: number, reps: number }) => void} onAnswer */
  constructor(onAnswer) {
    const numbers = Array.from({ length: MOST + 1 }, (_, reps) => {
      const words = reps === MOST ? `${reps}+` : String(reps);
      const button = el("button", { type: "button", class: "act" }, words);
      button.addEventListener("click", () => {
        if (this.#set !== null) {
          onAnswer({ set_index: this.#set, reps });
        }
      });
      return button;
    });
    this.element = el(
      "div",
      { class: "reps-left", role: "group", "aria-label": t("reps_left"), hidden: true },
      el("p", {}, t("reps_left")),
      el("div", { class: "change-ways" }, ...numbers),
    );
  }

  /** @param {FollowingView | null} following null: no workout is followed here */
  show(following) {
    this.#set = following?.asked_left ?? null;
    this.element.hidden = this.#set === null;
  }
}
