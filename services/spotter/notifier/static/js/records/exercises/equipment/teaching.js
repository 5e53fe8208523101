// The teaching of equipment beside a recording: from the word of who is filmed to the last picture.

/** @import { FilmView, RecordingView } from "../../types.js" */

import { el } from "../../../dom.js";
import { stillKeptInWords } from "../../../words/film.js";
import { sentence } from "../../../words/text.js";
import { AnswerLine } from "../../form.js";
import { EquipmentChoice } from "./choice.js";
import { Film } from "./film.js";
import { TeachPanel } from "./panel.js";

const NOTHING_TAUGHT =
  "The pictures are gone, and no equipment was taught. You can save the reps without it.";

/**
 * @typedef {object} Acts
 * @property {() => void} choose when `isAgreed` may be another
 * @property {(isNext: boolean) => void} settle when the reps of a recording can be saved; isNext: by
 *   the trainer, now
 * @property {() => void} reopen when they cannot be saved for a while
 */

export class Teaching {
  #choice;
  #acts;
  #answer = new AnswerLine();
  #place = el("div");
  /** @type {Film | null} null: no pictures are kept */
  #film = null;
  /** @type {TeachPanel | null} */
  #panel = null;

  /** @param {Acts} acts */
  constructor(acts) {
    this.#choice = new EquipmentChoice(acts.choose);
    this.#acts = acts;
    this.element = el("div", {}, this.#answer.element, this.#place);
  }

  get field() {
    return this.#choice.field;
  }

  get consent() {
    return this.#choice.consent;
  }

  /** Whether nothing is kept to which nobody has agreed. */
  get isAgreed() {
    return this.#choice.isAgreed;
  }

  /** Of the film by which equipment was taught; null: none was. */
  get filmId() {
    return this.#film?.view.state === "followed" ? this.#film.id : null;
  }

  refreshColours() {
    this.#panel?.refreshColours();
  }

  /**
   * Begins to keep pictures, if equipment is to be taught; those of before are deleted.
   *
   * @param {string} stationId
   * @returns {Promise<string>} what is in the way; empty: nothing
   */
  async begin(stationId) {
    const stillKept = await this.#delete();
    if (stillKept) {
      return stillKept;
    }
    const { equipment } = this.#choice;
    if (equipment) {
      const begun = await Film.begin(stationId, equipment);
      if ("problem" in begun) {
        return begun.problem;
      }
      this.#film = begun.answer;
    }
    this.#choice.setOpen(false);
    this.#answer.say(this.#film ? "Pictures are being kept, encrypted, until you are done." : "");
    return "";
  }

  /**
   * No more pictures are kept.
   *
   * @returns {Promise<string>} why those that are there are of no use; empty: they are, or none
   *   were to be kept
   */
  async end() {
    const ended = await this.#film?.end();
    if (!ended) {
      return "";
    }
    return "problem" in ended ? ended.problem : whyNothingIsSeen(ended.answer);
  }

  /**
   * The pictures that were kept are shown if they can teach anything.
   *
   * @param {RecordingView} recording
   * @param {string} problem why they cannot; empty: they can
   */
  async look({ reps }, problem) {
    this.#choice.setOpen(true);
    this.#choice.askAgain();
    const film = this.#film;
    if (!film || !reps.length || problem) {
      const why = problem && reps.length ? sentence(problem) : "";
      const stillKept = await this.#delete();
      this.#answer.complain([why, stillKept].filter(Boolean).join(" "));
      this.#acts.settle(false);
      return;
    }
    this.#answer.say(film.view.problem ? sentence(film.view.problem) : "");
    this.#panel = new TeachPanel(
      film,
      (isDone) => (isDone ? this.#acts.settle(true) : this.#acts.reopen()),
      () => this.#lose(film),
    );
    this.#place.replaceChildren(this.#panel.element);
    this.#panel.begin();
  }

  /** Deletes the pictures, if there are any, and says if that failed. */
  async discard() {
    this.#answer.complain(await this.#delete());
  }

  /** @returns {Promise<string>} that there are still pictures, and why; empty: there are none */
  async #delete() {
    const film = this.#film;
    const problem = await film?.discard();
    if (problem) {
      return stillKeptInWords(problem);
    }
    if (this.#film === film) {
      this.#close();
    }
    return "";
  }

  /** The reps were stored; the API deletes pictures that taught something with them. */
  async stored() {
    if (this.filmId) {
      this.#close();
    } else {
      await this.discard();
    }
  }

  #close() {
    this.#film?.forget();
    this.#film = null;
    this.#panel?.close();
    this.#panel = null;
    this.#answer.say("");
    this.#choice.setOpen(true);
  }

  /** @param {Film} film whose pictures are gone */
  #lose(film) {
    if (this.#film !== film) {
      return; // That is known.
    }
    this.#close();
    this.#answer.complain(NOTHING_TAUGHT);
    this.#acts.settle(true);
  }
}

/** @param {FilmView} film that has ended; empty: it has pictures */
function whyNothingIsSeen({ times_ms, problem }) {
  return times_ms.length ? "" : (problem ?? "No picture came from this station's camera.");
}
