// The table of the latest reps; each opens the panel of the rep.

/** @import { LedgerRepView, Page } from "../types.js" */

import { repHash } from "../../address.js";
import { ask, query, stationsOfGym } from "../../api.js";
import { el, icon } from "../../dom.js";
import { OUTCOMES, mainSentence } from "../../words/rep.js";
import { dayAndClock, exerciseName } from "../../words/text.js";
import { AnswerLine, button } from "../form.js";
import { SetTable } from "./sets.js";

const PART = 20;

export class RepTable {
  #rows = el("tbody");
  #answer = new AnswerLine();
  #sets = new SetTable();
  /** @type {LedgerRepView[]} those in the table */
  #loaded = [];
  #more = button("Show more", "more", () => this.#load(this.#next));
  /** @type {Record<string, string | null>} */
  #filter = {};
  /** @type {string | null} */
  #next = null;
  #asked = 0;

  constructor() {
    const heads = ["When", "Where", "Exercise", "Verdict", "What was said"];
    this.element = el(
      "section",
      {},
      this.#sets.element,
      el("h2", {}, "Latest reps"),
      el(
        "div",
        { class: "scroll", tabindex: 0, role: "region", "aria-label": "Latest reps" },
        el(
          "table",
          { class: "reps" },
          el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col" }, text)))),
          this.#rows,
        ),
      ),
      this.#answer.element,
      this.#more,
    );
  }

  /**
   * By their ids.
   *
   * @type {Promise<Map<string, string>> | null}
   */
  #stationNames = null;

  /** @param {Record<string, string | null>} filter */
  show(filter) {
    this.#filter = filter;
    this.#load(null);
  }

  /** @param {string | null} cursor */
  async #load(cursor) {
    const asked = ++this.#asked;
    const parts = query({ ...this.#filter, limit: PART, cursor });
    /** @type {import("../../api.js").Asked<Page<LedgerRepView>>} */
    const found = await ask(`reps?${parts}`);
    const names = await this.#namesOfStations();
    if (asked !== this.#asked) {
      return;
    }
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    const { items, next } = found.answer;
    if (cursor === null) {
      this.#rows.replaceChildren();
      this.#loaded = [];
    }
    this.#loaded.push(...items);
    this.#sets.show(this.#loaded);
    this.#rows.append(...items.map((one) => row(one, names)));
    this.#answer.say(this.#rows.childElementCount ? "" : "No reps are kept.");
    this.#next = next;
    this.#more.hidden = next === null;
  }

  #namesOfStations() {
    this.#stationNames ??= stationsOfGym().then(
      (stations) => new Map(stations.map(({ station_id, name }) => [station_id, name])),
    );
    return this.#stationNames;
  }
}

/**
 * @param {LedgerRepView} rep
 * @param {Map<string, string>} stationNames
 */
function row({ verdict }, stationNames) {
  const when = dayAndClock(verdict.ended_ms);
  return el(
    "tr",
    {},
    el("td", {}, el("a", { href: repHash(verdict.rep_id) }, when)),
    el("td", {}, stationNames.get(verdict.station_id) ?? verdict.station_id),
    el("td", {}, exerciseName(verdict.exercise)),
    el(
      "td",
      {},
      el("span", { class: "outcome-cell" }, icon(verdict.outcome), OUTCOMES[verdict.outcome]),
    ),
    el(
      "td",
      { class: "said" },
      verdict.pattern ? el("strong", {}, `${verdict.pattern}: `) : null,
      mainSentence(verdict),
    ),
  );
}
