// The button that calls a trainer, and what has become of the call.

/** @import { ScreenView } from "../types.js" */

import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { t } from "../../words/language.js";

export class CallButton {
  #stationId;
  #button = el("button", { type: "button", class: "act main" });
  #problem = el("p", { class: "act-problem", role: "status" });
  element = el("div", { class: "call" }, this.#button, this.#problem);

  /** @param {string} stationId */
  constructor(stationId) {
    this.#stationId = stationId;
    this.#button.addEventListener("click", () => this.#call());
  }

  /** @param {ScreenView} screen */
  show({ call, problem }) {
    const kind = call ? "called" : "call_trainer";
    const words = call?.taken_by ? t("comes", { name: call.taken_by }) : t(kind);
    this.#button.dataset.state = call?.taken_by ? "comes" : kind;
    this.#button.disabled = call !== null || Boolean(problem);
    setText(this.#button, words);
    setText(this.#problem, problem);
  }

  async #call() {
    this.#button.disabled = true;
    const asked = await ask(`stations/${encodeURIComponent(this.#stationId)}/call`, "POST", {});
    if ("problem" in asked) {
      this.#button.disabled = false;
      setText(this.#problem, asked.problem);
    }
  }
}
