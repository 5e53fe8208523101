// The bar that is always alive: how far somebody goes, and where the reference would be by now.

/** @import { Followed } from "./following.js" */

import { el } from "../../dom.js";
import { t } from "../../words/language.js";

const MOST = 1.2; // The bar's top, where 1 is the reference's whole way.
const MOVING = 0.2;

export class ReachBar {
  #fill = el("div", { class: "fill" });
  #pace = el("div", { class: "pace" });
  element = el(
    "div",
    { class: "reach", role: "img", "aria-label": t("your_reach") },
    this.#fill,
    el("div", { class: "full" }),
    this.#pace,
  );
  #before = 0;
  #now = 0;
  /** @type {number | null} */
  #paceNow = null;

  constructor() {
    this.element.style.setProperty("--full", String(1 / MOST));
  }

  get isMoving() {
    return this.#now > MOVING;
  }

  /** @param {Followed | null} followed null: nobody is seen, or nothing is known to compare with */
  put(followed) {
    this.#before = this.#now;
    this.#now = Math.min(Math.max(followed?.reach ?? 0, 0), MOST);
    this.#paceNow = followed?.pace ?? null;
    this.element.dataset.state = followed ? "alive" : "blind";
    this.element.dataset.full = this.#now >= 0.95 ? "yes" : "no";
  }

  /** @param {number} ratio how far from the pose before to the newest */
  draw(ratio) {
    const reach = this.#before + ratio * (this.#now - this.#before);
    this.#fill.style.transform = `scaleY(${(reach / MOST).toFixed(3)})`;
    this.#pace.hidden = this.#paceNow === null;
    if (this.#paceNow !== null) {
      const from = Math.min(Math.max(this.#paceNow, 0), MOST) / MOST;
      this.#pace.style.bottom = `${(100 * from).toFixed(1)}%`;
    }
  }
}
