// Beside an opened rep: its worst joint close up, and the member's own best rep at the same phase.

/** @import { RepView } from "../../messages.js" */
/** @import { LedgerRepView, Page } from "../../records/types.js" */
/** @import { Asked } from "../../api.js" */

import { ask, query } from "../../api.js";
import { el } from "../../dom.js";
import { loadRep } from "../../rep/load.js";
import { Overlay } from "../../rep/overlay.js";
import { partners } from "../../rep/pairing.js";
import { t } from "../../words/language.js";
import { mainSentence } from "../../words/rep.js";
import { capital, day } from "../../words/text.js";

const CLOSE_UP_TL = 0.55; // Torso lengths around the joint.
const LOOKED_THROUGH = 50;

export class CloseUp {
  #canvas = el("canvas", { role: "img", "aria-label": t("worst_joint") });
  #overlay;
  #frame;

  /** @param {RepView} rep with an attempt and a worst joint */
  constructor(rep) {
    const { attempt, worst } = rep;
    this.#frame = worst?.frame_index ?? 0;
    this.#overlay = new Overlay(
      this.#canvas,
      rep,
      partners(rep.alignment, attempt?.frames.length ?? 0),
      { frame: this.#frame, radius: CLOSE_UP_TL },
    );
    this.element = el(
      "figure",
      { class: "close-up" },
      this.#canvas,
      el("figcaption", {}, mainSentence(rep.verdict) || capital(worst?.words ?? "")),
    );
  }

  draw() {
    this.#overlay.draw(this.#frame);
  }

  refreshColours() {
    this.#overlay.refreshColours();
    this.draw();
  }
}

export class BestRep {
  #canvas = el("canvas", { role: "img" });
  #overlay;
  #lastFrame;

  /** @param {RepView} rep a good one, with its movement */
  constructor({ verdict, attempt }) {
    const words = t("own_best_of", { day: day(verdict.ended_ms) });
    this.#canvas.setAttribute("aria-label", words);
    this.#lastFrame = (attempt?.frames.length ?? 1) - 1;
    this.#overlay = new Overlay(this.#canvas, { attempt, reference: null, worst: null }, []);
    this.element = el("figure", { class: "best-rep" }, this.#canvas, el("figcaption", {}, words));
  }

  /** @param {number} ratio of the rep's length that has passed */
  draw(ratio) {
    this.#overlay.draw(Math.round(ratio * this.#lastFrame));
  }

  refreshColours() {
    this.#overlay.refreshColours();
  }
}

/**
 * The member's rep of the exercise that came closest to how it is done, of their latest good ones;
 * null if none is known with its movement.
 *
 * @param {string} memberId
 * @param {string} exercise
 * @returns {Promise<RepView | null>}
 */
export async function ownBest(memberId, exercise) {
  const asked = query({ member_id: memberId, exercise, outcome: "good", limit: LOOKED_THROUGH });
  /** @type {Asked<Page<LedgerRepView>>} */
  const found = await ask(`reps?${asked}`);
  const best = "answer" in found ? bestOf(found.answer.items) : null;
  const loaded = best && (await loadRep(encodeURIComponent(best)));
  return loaded && "rep" in loaded && loaded.rep.attempt ? loaded.rep : null;
}

/**
 * The id of the rep with the lowest score, of those whose movement is kept; null without any.
 *
 * @param {Pick<LedgerRepView, "verdict" | "has_poses">[]} reps
 */
export function bestOf(reps) {
  const scored = reps.filter((one) => one.has_poses && one.verdict.score !== null);
  scored.sort((one, other) => (one.verdict.score ?? 0) - (other.verdict.score ?? 0));
  return scored[0]?.verdict.rep_id ?? null;
}
