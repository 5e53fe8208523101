// The rep of an opened alert over its reference, what is worst close up, and the own best beside it.

/** @import { RepView } from "../../messages.js" */

import { el } from "../../dom.js";
import { RepContent } from "../../rep/content.js";
import { loadRep } from "../../rep/load.js";
import { t } from "../../words/language.js";
import { BestRep, CloseUp, ownBest } from "./beside.js";

export class Scene {
  element = el("div", { class: "opened-rep" });
  #beside = el("div", { class: "beside" });
  /** @type {RepContent | null} */
  #content = null;
  /** @type {CloseUp | null} */
  #closeUp = null;
  /** @type {BestRep | null} */
  #best = null;
  #ratio = 0;
  #wantedId = "";

  /**
   * @param {string} memberId empty: nobody in particular
   * @param {string} exercise
   */
  constructor(memberId, exercise) {
    this.element.append(el("p", { class: "quiet" }, t("pending")));
    if (memberId) {
      this.#loadBest(memberId, exercise);
    }
  }

  /** @param {string} repId empty: there is none */
  async show(repId) {
    this.#wantedId = repId;
    if (!repId) {
      this.#say(t("no_reps"));
      return;
    }
    const loaded = await loadRep(encodeURIComponent(repId));
    if (this.#wantedId !== repId) {
      return; // Another one has been chosen meanwhile.
    }
    if ("problem" in loaded) {
      this.#say(loaded.problem);
      return;
    }
    this.#fill(loaded.rep);
  }

  redraw() {
    this.#content?.redraw();
    this.#closeUp?.draw();
    this.#best?.draw(this.#ratio);
  }

  refreshColours() {
    this.#content?.refreshColours();
    this.#closeUp?.refreshColours();
    this.#best?.refreshColours();
    this.redraw();
  }

  end() {
    this.#content?.end();
    this.#content = null;
  }

  /** @param {RepView} rep */
  #fill(rep) {
    this.end();
    const content = new RepContent(rep, null, (ratio) => this.#follow(ratio));
    this.#content = content;
    this.#closeUp = rep.attempt && rep.worst ? new CloseUp(rep) : null;
    this.element.replaceChildren(this.#beside, content.element);
    this.#showBeside();
    content.begin();
    this.#closeUp?.draw();
  }

  /** @param {number} ratio */
  #follow(ratio) {
    this.#ratio = ratio;
    this.#best?.draw(ratio);
  }

  /**
   * @param {string} memberId
   * @param {string} exercise
   */
  async #loadBest(memberId, exercise) {
    const best = await ownBest(memberId, exercise);
    if (best) {
      this.#best = new BestRep(best);
      this.#showBeside();
      this.redraw();
    }
  }

  #showBeside() {
    const beside = [this.#closeUp?.element, this.#best?.element];
    this.#beside.replaceChildren(...beside.filter((one) => one !== undefined));
    this.#beside.hidden = !this.#beside.children.length;
  }

  /** @param {string} words */
  #say(words) {
    this.end();
    this.element.replaceChildren(el("p", { class: "quiet" }, words));
  }
}
