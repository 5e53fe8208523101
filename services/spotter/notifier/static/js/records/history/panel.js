// The history of a member, a station, a class or the gym.

/** @import { HistoryView } from "../types.js" */

import { ask, query } from "../../api.js";
import { el } from "../../dom.js";
import { count, exerciseName } from "../../words/text.js";
import { AnswerLine, field } from "../form.js";
import { Charts } from "./charts.js";
import { RepTable } from "./reps.js";
import { returningFaults } from "./returning.js";
import { daysOf } from "./weeks.js";

const SPANS = [4, 12, 26, 52];
const USUAL = 12;
const FORMATS = { csv: "CSV", json: "JSON", parquet: "Parquet" };

/** @typedef {{ member_id?: string; station_id?: string; class_id?: string }} Whose */

export class HistoryPanel {
  #whose;
  #exercise = el("select", {}, el("option", { value: "" }, "All exercises"));
  #weeks = el("select", {}, ...SPANS.map(span));
  #downloads = el("p", { class: "fields" });
  #answer = new AnswerLine();
  #charts = new Charts();
  #faults = el("ol", { class: "returning" });
  #faultsPart = el(
    "section",
    { hidden: true },
    el("h2", {}, "Faults that come back"),
    this.#faults,
  );
  #reps = new RepTable();
  #asked = 0;

  /** @param {Whose} whose one of them; none: the gym's */
  constructor(whose) {
    this.#whose = whose;
    this.#exercise.addEventListener("change", () => this.begin());
    this.#weeks.addEventListener("change", () => this.begin());
    this.element = el(
      "section",
      { "aria-label": "History" },
      el("h2", {}, "History"),
      el(
        "div",
        { class: "fields" },
        field("Exercise", this.#exercise),
        field("Time", this.#weeks),
        this.#downloads,
      ),
      this.#answer.element,
      this.#charts.element,
      this.#faultsPart,
      this.#reps.element,
    );
    // Which reps were a class's, the ledger does not say.
    this.#reps.element.hidden = whose.class_id !== undefined;
  }

  /** Call this once the element is in the page, and again to ask anew. */
  async begin() {
    const asked = ++this.#asked;
    const exercise = this.#exercise.value;
    const words = query({
      ...this.#whose,
      ...daysOf(Number(this.#weeks.value), new Date()),
      interval: "week",
      exercise_id: exercise,
    });
    if (!this.#reps.element.hidden) {
      this.#reps.show({ ...this.#whose, exercise_id: exercise });
    }
    /** @type {import("../../api.js").Asked<HistoryView>} */
    const found = await ask(`history?${words}`);
    if (asked !== this.#asked) {
      return;
    }
    if ("problem" in found) {
      this.#answer.complain(found.problem);
    } else {
      this.#show(found.answer);
      this.#offer(found.answer.formats, words);
    }
  }

  refreshColours() {
    this.#charts.refreshColours();
  }

  /** @param {HistoryView} history */
  #show({ buckets, exercises }) {
    const reps = buckets.reduce((sum, one) => sum + one.good + one.faulty + one.unscorable, 0);
    this.#answer.say(
      reps ? `${count(reps, "rep", "reps")} in this time.` : "No reps in this time.",
    );
    if (!this.#exercise.value) {
      this.#exercise.replaceChildren(
        el("option", { value: "" }, "All exercises"),
        ...exercises.map(({ exercise_id, exercise, reps: done }) =>
          el("option", { value: exercise_id }, `${exerciseName(exercise)} (${done})`),
        ),
      );
    }
    this.#charts.element.hidden = reps === 0;
    this.#charts.show(buckets);
    const faults = returningFaults(buckets);
    this.#faultsPart.hidden = faults.length === 0;
    this.#faults.replaceChildren(...faults.map(faultRow));
  }

  /**
   * @param {HistoryView["formats"]} formats
   * @param {string} words the query
   */
  #offer(formats, words) {
    this.#downloads.replaceChildren(
      ...formats.map((format) => {
        const path = format === "json" ? "history" : `history.${format}`;
        const href = `api/v1/${path}?${words}`;
        return el("a", { class: "button", href, download: `history.${format}` }, FORMATS[format]);
      }),
    );
  }
}

/** @param {number} weeks */
function span(weeks) {
  return el("option", { value: weeks, selected: weeks === USUAL }, `${weeks} weeks`);
}

/** @param {{ words: string; often: string; trend: string }} fault */
function faultRow({ words, often, trend }) {
  return el(
    "li",
    {},
    el("strong", {}, words),
    el("span", { class: "quiet" }, trend ? `${often}, ${trend}` : often),
  );
}
