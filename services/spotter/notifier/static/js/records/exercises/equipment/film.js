// A film: what the API keeps and does of a recording whose pictures teach equipment.

/** @import { Asked } from "../../../api.js" */
/** @import { BoxView, FilmView } from "../../types.js" */

import { ask } from "../../../api.js";

const AGAIN_MS = 400;
const GONE = 404;
const BUSY = new Set(["proposing", "following"]);

export class Film {
  #view;
  #isOver = false;
  #leave = () => {
    // The page is about to go, so nobody waits for an answer.
    fetch(`api/v1/${this.#path}`, { method: "DELETE", keepalive: true });
  };
  /** @param {PageTransitionEvent} event */
  #comeBack = ({ persisted }) => {
    // The browser has kept the page as it was left, with pictures that are deleted.
    if (persisted) {
      location.reload();
    }
  };

  /** @param {FilmView} view */
  constructor(view) {
    this.#view = view;
    addEventListener("pagehide", this.#leave);
    addEventListener("pageshow", this.#comeBack);
  }

  /**
   * Begins to keep pictures, to which who is in them has agreed.
   *
   * @param {string} stationId
   * @param {string} equipment
   * @returns {Promise<Asked<Film>>}
   */
  static async begin(stationId, equipment) {
    const asked = { station_id: stationId, equipment, agreed: true };
    /** @type {Asked<FilmView>} */
    const begun = await ask("recordings/films", "POST", asked);
    return "problem" in begun ? begun : { answer: new Film(begun.answer) };
  }

  get id() {
    return this.#view.film_id;
  }

  /** As the API has told it last. */
  get view() {
    return this.#view;
  }

  /** Whether it was deleted, or kept with an exercise. */
  get isOver() {
    return this.#isOver;
  }

  /** @param {number} index */
  pictureAddress(index) {
    return `api/v1/${this.#path}/pictures/${index}`;
  }

  /** No more pictures are added. */
  end() {
    return this.#ask("end", "POST", {});
  }

  /** @param {(ratio: number) => void} onProgress receives how much is done */
  propose(onProgress) {
    return this.#work("proposal", {}, onProgress);
  }

  /**
   * @param {readonly BoxView[]} boxes
   * @param {(ratio: number) => void} onProgress receives how much is done
   */
  follow(boxes, onProgress) {
    return this.#work("track", { boxes }, onProgress);
  }

  /**
   * Deletes the pictures; until that is done, whoever leaves the page deletes them.
   *
   * @returns {Promise<string>} why they are still there; empty: they are gone
   */
  async discard() {
    const asked = await ask(this.#path, "DELETE");
    if ("problem" in asked && asked.status !== GONE) {
      return asked.problem;
    }
    this.forget();
    return "";
  }

  /** Nothing is left to delete. */
  forget() {
    this.#isOver = true;
    removeEventListener("pagehide", this.#leave);
    removeEventListener("pageshow", this.#comeBack);
  }

  get #path() {
    return `recordings/films/${encodeURIComponent(this.id)}`;
  }

  /**
   * Has something done, and waits until it is.
   *
   * @param {string} what
   * @param {object} body
   * @param {(ratio: number) => void} onProgress
   */
  async #work(what, body, onProgress) {
    let asked = await this.#ask(what, "POST", body);
    while ("answer" in asked && BUSY.has(asked.answer.state) && !this.#isOver) {
      onProgress(asked.answer.progress_ratio);
      await pause();
      asked = await this.#ask("", "GET");
    }
    return asked;
  }

  /**
   * @param {string} what below the film's address
   * @param {"GET" | "POST"} method
   * @param {object} [body]
   */
  async #ask(what, method, body = undefined) {
    const path = what ? `${this.#path}/${what}` : this.#path;
    /** @type {Asked<FilmView>} */
    const asked = await ask(path, method, body);
    if ("answer" in asked) {
      this.#view = asked.answer;
    }
    return asked;
  }
}

function pause() {
  return new Promise((resolve) => {
    setTimeout(resolve, AGAIN_MS);
  });
}
