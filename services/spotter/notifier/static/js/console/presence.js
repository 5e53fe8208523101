// "I am here": while a trainer is at the console, nobody pages them.

/** @import { Gym } from "./gym.js" */
/** @import { Answers } from "./answers/requests.js" */

import { el, setText } from "../dom.js";
import { t } from "../words/language.js";

const LASTS_S = 180;
const AGAIN_MS = 60_000;

export class PresenceSwitch {
  #button = el(
    "button",
    {
      type: "button",
      class: "small-button toggle",
      "aria-pressed": "false",
      title: t("here_hint"),
    },
    t("here"),
  );
  #others = el("span", { class: "others" });
  element = el("div", { class: "presence" }, this.#button, this.#others);
  #gym;
  #answers;
  #isHere = false;
  #saidMs = -Infinity;

  /**
   * @param {Gym} gym
   * @param {Answers} answers
   */
  constructor(gym, answers) {
    this.#gym = gym;
    this.#answers = answers;
    this.#button.addEventListener("click", () => this.toggle());
  }

  toggle() {
    this.#isHere = !this.#isHere;
    this.#say(this.#isHere ? LASTS_S : 0);
    this.show();
  }

  /** Says it again in time, as long as the page is looked at: a hidden one watches nobody. */
  tick() {
    if (this.#isHere && !document.hidden && performance.now() - this.#saidMs > AGAIN_MS) {
      this.#say(LASTS_S);
    }
  }

  show() {
    const { known, me, nowMs } = this.#gym;
    const others = [...known.presences.values()].filter(
      (one) => one.author !== me?.author && one.until_ms > nowMs,
    );
    const names = others.map((one) => one.name).join(", ");
    this.#button.setAttribute("aria-pressed", String(this.#isHere));
    setText(this.#others, names ? t("also_here", { names }) : "");
    this.element.hidden = !known.isKnown;
  }

  /** @param {number} lastsS */
  #say(lastsS) {
    this.#saidMs = performance.now();
    this.#answers.here(lastsS);
  }
}
