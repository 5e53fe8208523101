// What can be done with the pictures of a film, and how far it is.

import { el, setText } from "../../../dom.js";
import { button } from "../../form.js";

/**
 * @typedef {object} Acts
 * @property {() => void} propose
 * @property {() => void} accept what was proposed
 * @property {() => void} correct
 * @property {() => void} follow
 * @property {() => void} done
 * @property {() => void} discard
 */

/**
 * @typedef {object} Situation
 * @property {boolean} isBusy
 * @property {number} proposed how many boxes wait to be taken
 * @property {boolean} hasBoxes
 * @property {boolean} isFollowed by the boxes as they are now
 * @property {boolean} wasFollowed
 */

export class Tools {
  #propose;
  #accept;
  #correct;
  #follow;
  #done;
  #discard;
  #progress = el("progress", { max: 1, value: 0, "aria-label": "How far it is", hidden: true });

  /** @param {Acts} acts */
  constructor(acts) {
    this.#propose = button("Propose a box", "", acts.propose);
    this.#accept = button("", "main", acts.accept);
    this.#correct = button("Correct it here", "", acts.correct);
    this.#follow = button("Follow it", "main", acts.follow);
    this.#done = button("Done", "main", acts.done);
    this.#discard = button("Discard the pictures", "grave", acts.discard);
    this.element = el(
      "div",
      { class: "film-tools" },
      this.#accept,
      this.#follow,
      this.#done,
      this.#propose,
      this.#correct,
      this.#discard,
      this.#progress,
    );
  }

  /** @param {number} ratio */
  showProgress(ratio) {
    this.#progress.value = ratio;
  }

  /** @param {Situation} now */
  show({ isBusy, proposed, hasBoxes, isFollowed, wasFollowed }) {
    this.#progress.hidden = !isBusy;
    setText(this.#accept, proposed > 1 ? "Take Spotter's boxes" : "Take Spotter's box");
    setText(this.#follow, wasFollowed ? "Follow it again" : "Follow it");
    this.#accept.hidden = !proposed;
    this.#propose.hidden = proposed > 0 || wasFollowed;
    this.#follow.hidden = isFollowed;
    this.#correct.hidden = !wasFollowed;
    this.#done.hidden = !isFollowed;
    for (const one of [this.#accept, this.#propose, this.#correct, this.#done]) {
      one.disabled = isBusy;
    }
    this.#follow.disabled = isBusy || !hasBoxes;
  }
}
