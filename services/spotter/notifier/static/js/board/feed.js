// The feed of faulty reps, reps that fixed a fault and questions about sets, newest first.

/** @import { VerdictView } from "../messages.js" */

import { repHash } from "../address.js";
import { el, icon } from "../dom.js";
import { t } from "../words/language.js";
import { mainSentence, setQuestion, whichRep } from "../words/rep.js";
import { clock } from "../words/text.js";

const MAX_ITEMS = 60;

export class Feed {
  #list = el("ol", {
    id: "feed-list",
    role: "log",
    "aria-live": "polite",
    "aria-relevant": "additions",
  });
  #empty = el("p", { class: "quiet", id: "feed-empty" }, t("feed_empty"));
  #nameOf;
  #judgesEverybody;

  /**
   * @param {(stationId: string) => string} nameOf
   * @param {(stationId: string) => boolean} judgesEverybody
   */
  constructor(nameOf, judgesEverybody) {
    this.#nameOf = nameOf;
    this.#judgesEverybody = judgesEverybody;
    this.element = el(
      "aside",
      { class: "feed", id: "feed", tabindex: -1, "aria-labelledby": "feed-title" },
      el("h2", { id: "feed-title" }, t("feed_title")),
      this.#list,
      this.#empty,
    );
  }

  /** @param {VerdictView[]} verdicts newest first */
  replace(verdicts) {
    this.#list.replaceChildren(...verdicts.map((verdict) => this.#item(verdict)));
    this.#empty.hidden = verdicts.length > 0;
  }

  /** @param {VerdictView} verdict shown if a trainer should see it */
  consider(verdict) {
    if (verdict.outcome === "faulty" || verdict.fixed.length || verdict.question) {
      this.#add(verdict);
    }
  }

  /** @param {VerdictView} verdict */
  #add(verdict) {
    const item = this.#item(verdict);
    item.classList.add("new");
    this.#list.prepend(item);
    [...this.#list.children].slice(MAX_ITEMS).forEach((old) => old.remove());
    this.#empty.hidden = true;
  }

  /** @param {VerdictView} verdict */
  #item(verdict) {
    const ended = new Date(verdict.ended_ms).toISOString();
    const which = whichRep(verdict, this.#judgesEverybody(verdict.station_id));
    return el(
      "li",
      { "data-outcome": verdict.outcome },
      el(
        "a",
        { href: repHash(verdict.rep_id) },
        icon(verdict.outcome),
        el("strong", {}, this.#nameOf(verdict.station_id)),
        el("time", { datetime: ended }, clock(verdict.said_ms)),
        el("span", { class: "which" }, which),
        el("span", { class: "sentence" }, said(verdict)),
        verdict.question ? el("span", { class: "question" }, setQuestion(verdict)) : null,
      ),
    );
  }
}

/** @param {VerdictView} verdict */
function said(verdict) {
  const sentence = mainSentence(verdict);
  return verdict.pattern ? `${verdict.pattern}: ${sentence}` : sentence;
}
