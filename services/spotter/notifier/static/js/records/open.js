// The pages of the records: members, classes, workouts, exercises, history.

/** @import { Page } from "../page.js" */

import { access, recordsProblem } from "../access.js";
import { whenAway } from "../api.js";
import { byId, setText } from "../dom.js";
import { Backoff } from "../reconnecting.js";
import { language } from "../words/language.js";
import { contentOf, NEEDED } from "./content.js";

const NOT_YOURS = "Your account may not see this.";

/** The pages that have German texts, too. */
const TRANSLATED = new Set(["check-in"]);

/** @typedef {{ element: HTMLElement; begin: () => void; refreshColours: () => void }} Content */

class RecordsPage {
  #content;
  #needed;
  #hasBegun = false;
  #isWaiting = false;

  /**
   * @param {Content} content
   * @param {string} needed the right without which nothing can be shown
   */
  constructor(content, needed) {
    this.#content = content;
    this.#needed = needed;
    this.elements = [content.element];
  }

  begin() {
    whenAway(() => this.#wait());
    this.#wait();
  }

  refreshColours() {
    this.#content.refreshColours();
  }

  /** @param {string} id */
  nameOf(id) {
    return id;
  }

  judgesEverybody() {
    return false;
  }

  /** Asks until the records are there, says meanwhile that they are away, and begins. */
  async #wait() {
    if (this.#isWaiting) {
      return;
    }
    this.#isWaiting = true;
    const pauses = new Backoff();
    while (!(await this.#areThere())) {
      await pause(pauses.next(Math.random()));
    }
    this.#isWaiting = false;
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.#content.begin();
    }
  }

  async #areThere() {
    const { records, rights } = await access();
    const isOurs = records !== "there" || rights.has(this.#needed);
    const problem = isOurs ? recordsProblem(records) : NOT_YOURS;
    setText(byId("notice"), problem);
    byId("notice").hidden = !problem;
    return !problem;
  }
}

/**
 * @param {string} name
 * @param {URLSearchParams} asked
 * @returns {Page}
 */
export function openPage(name, asked) {
  if (TRANSLATED.has(name)) {
    document.documentElement.lang = language();
  }
  return new RecordsPage(contentOf(name, asked), NEEDED[name]);
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
