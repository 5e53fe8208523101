// Which rep of an opened alert is shown: the worst, and those before and after it.

/** @import { RepMark } from "../../messages.js" */

import { el, icon } from "../../dom.js";
import { t } from "../../words/language.js";

/** @typedef {Pick<RepMark, "rep_id"> & Partial<RepMark>} Chosen */

/**
 * The reps to choose from, oldest first; the worst is always among them.
 *
 * @param {RepMark[]} recent oldest first
 * @param {string} worstId empty: there is none
 * @returns {Chosen[]}
 */
export function choice(recent, worstId) {
  const isKnown = !worstId || recent.some((rep) => rep.rep_id === worstId);
  return isKnown ? recent : [{ rep_id: worstId, outcome: "faulty" }, ...recent];
}

export class RepStrip {
  element = el("ol", { class: "rep-strip", "aria-label": t("which_rep") });
  #onChoose;
  #shown = "";

  /** @param {(repId: string) => void} onChoose */
  constructor(onChoose) {
    this.#onChoose = onChoose;
  }

  /**
   * @param {Chosen[]} reps
   * @param {string} worstId
   * @param {string} chosenId
   */
  show(reps, worstId, chosenId) {
    const shown = JSON.stringify([reps, worstId, chosenId]);
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    const hadFocus = this.element.contains(document.activeElement);
    this.element.replaceChildren(...reps.map((rep) => this.#rep(rep, worstId, chosenId)));
    if (hadFocus) {
      /** @type {HTMLElement | null} */ (
        this.element.querySelector("button[aria-pressed=true]")
      )?.focus();
    }
  }

  /**
   * @param {Chosen} rep
   * @param {string} worstId
   * @param {string} chosenId
   */
  #rep({ rep_id, set_number, rep_number, outcome = "faulty" }, worstId, chosenId) {
    const which = set_number
      ? t("set_rep", { set: set_number, rep: rep_number ?? "" })
      : t("worst_rep");
    const worst = rep_id === worstId ? ` (${t("worst_rep")})` : "";
    const button = el(
      "button",
      {
        type: "button",
        "aria-pressed": String(rep_id === chosenId),
        "aria-label": `${which}: ${t(outcome)}${worst}`,
      },
      icon(outcome),
      el("span", { "aria-hidden": "true" }, rep_number ? String(rep_number) : t("worst_rep")),
    );
    button.addEventListener("click", () => this.#onChoose(rep_id));
    return el("li", { "data-worst": rep_id === worstId ? "yes" : null }, button);
  }
}
