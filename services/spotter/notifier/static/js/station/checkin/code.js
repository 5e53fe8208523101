// The code that a phone's camera opens; a new one comes before it is old, or soon after the records
// have begun anew, to which no code of before says anything.

/** @import { Asked } from "../../api.js" */
/** @import { StationCode } from "../../records/checkin/types.js" */

import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { t } from "../../words/language.js";

const SHORTEST_MS = 1000;
const AGAIN_MS = 5000;

export class CodePicture {
  #path;
  #now;
  #picture = el("img", { class: "qr", alt: t("code_picture"), width: 300, height: 300 });
  #digits = el("p", { class: "tag-digits" });
  element = el(
    "div",
    { class: "code", hidden: true },
    this.#picture,
    el("p", {}, t("scan_code")),
    this.#digits,
  );
  #isShown = false;
  #url = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {string} stationId
   * @param {() => number} now the notifier's time, in milliseconds since the Unix epoch
   */
  constructor(stationId, now) {
    this.#path = `stations/${encodeURIComponent(stationId)}/checkin/code`;
    this.#now = now;
  }

  /** @param {boolean} isShown a code that nobody sees is not asked for */
  show(isShown) {
    if (isShown !== this.#isShown) {
      this.#isShown = isShown;
      clearTimeout(this.#timer);
      this.element.hidden = true; // Until there is a new one: the old one is worth nothing.
      if (isShown) {
        this.#renew();
      }
    }
  }

  async #renew() {
    /** @type {Asked<StationCode>} */
    const asked = await ask(this.#path);
    if (!this.#isShown) {
      return;
    }
    this.element.hidden = "problem" in asked;
    let againMs = AGAIN_MS;
    if ("answer" in asked) {
      const { expires_ms } = asked.answer;
      this.#draw(asked.answer);
      againMs = Math.min(Math.max(expires_ms - this.#now(), SHORTEST_MS), AGAIN_MS);
    }
    clearTimeout(this.#timer); // Of an answer that came after it was hidden and shown again.
    this.#timer = setTimeout(() => this.#renew(), againMs);
  }

  /** @param {StationCode} code */
  #draw({ url, svg, digits }) {
    if (url !== this.#url) {
      this.#url = url;
      this.#picture.src = `data:image/svg+xml,${encodeURIComponent(asDocument(svg))}`;
      setText(this.#digits, t("tag_digits", { digits }));
    }
  }
}

/**
 * A picture of its own says what its elements are.
 *
 * @param {string} svg
 */
const asDocument = (svg) => svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ');
