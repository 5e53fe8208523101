// What is said large: a trainer's cue, a hint, or help with the framing.

/** @import { Key } from "../../words/language.js" */
/** @import { Said } from "../help/now_said.js" */

import { el, icon, setText } from "../../dom.js";
import { inChosen, t } from "../../words/language.js";

/** The sentences that the console always offers. */
const USUAL = /** @type {const} */ (["cue_usual_1", "cue_usual_2", "cue_usual_3"]);

/**
 * What is said as text.
 *
 * @param {Said} said
 * @returns {{ text: string, who: string, look: string }} look: how it is shown
 */
export function wordsOf(said) {
  if (said.kind === "cue") {
    const { text, name } = said.cue;
    return { text: inChosen(text, USUAL), who: t("cue_of", { name }), look: "cue" };
  }
  if (said.kind === "framing") {
    const key = /** @type {Key} */ (`framing_${said.framing}`);
    return { text: t(key), who: "", look: "framing" };
  }
  const { text, kind } = said.hint;
  return { text: text || t("right_again"), who: "", look: kind };
}

const ICONS = new Map([
  ["fix", "faulty"],
  ["right_again", "good"],
  ["unseen", "unscorable"],
]);

export class SaidPanel {
  #mark = el("span", { class: "said-mark" });
  #who = el("span", { class: "said-by" });
  #text = el("strong", { class: "said-text" });
  element = el("p", { class: "said-now", role: "status" }, this.#mark, this.#who, this.#text);

  /** @param {Said | null} said */
  show(said) {
    const words = said ? wordsOf(said) : { text: "", who: "", look: "" };
    if (this.element.dataset.look !== words.look) {
      this.element.dataset.look = words.look;
      const name = ICONS.get(words.look);
      this.#mark.replaceChildren(...(name ? [icon(name)] : []));
    }
    this.element.dataset.rep = said?.kind === "hint" ? said.hint.rep_id : "";
    setText(this.#who, words.who);
    setText(this.#text, words.text);
  }
}
