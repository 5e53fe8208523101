// Tries a change on the gym's latest reps, and makes it live or forgets it.

/** @import { ExerciseView } from "../../types.js" */
/** @import { TrialView } from "../types.js" */

import { ask } from "../../../api.js";
import { el, setText } from "../../../dom.js";
import { capital, count, dayAndClock, number } from "../../../words/text.js";
import { AnswerLine, button, field } from "../../form.js";
import { changedRow } from "./changed_row.js";

const PAUSE_MS = 700;
const SPANS = /** @type {const} */ ([
  [7, "last week's reps"],
  [1, "the last day's reps"],
  [28, "the reps of four weeks"],
]);

/** @typedef {{ false_alarm_ratio: number } | { digest: string }} Tried */

export class TrialPanel {
  #exercise;
  #onLive;
  /** @type {Tried | null} */
  #tried = null;
  #days = el("select", {}, ...SPANS.map(([days, words]) => el("option", { value: days }, words)));
  #begin = button("Try it", "main", () => this.#start());
  #answer = new AnswerLine();
  #what = el("h3");
  #when = el("p", { class: "quiet" });
  #bar = el("progress", { "aria-label": "Reps judged again" });
  #words = el("ul", { class: "changes" });
  #rows = el("tbody");
  #table;
  #reason = el("input", { type: "text", maxlength: 100, autocomplete: "off" });
  #live = button("Make it live", "main", () => this.#adopt());
  #dismiss = button("Dismiss", "", () => this.#forget());
  #outcome;
  /** @type {TrialView | null} */
  #trial = null;

  /**
   * @param {ExerciseView} exercise
   * @param {() => void} onLive is called when what was tried is live
   */
  constructor(exercise, onLive) {
    this.#exercise = exercise;
    this.#onLive = onLive;
    this.#table = table(this.#rows);
    const why = field("Why (for the exercise's history)", this.#reason, "wide");
    const end = el("div", { class: "fields" }, why, this.#live, this.#dismiss);
    const outcome = [this.#what, this.#when, this.#bar, this.#words, this.#table, end];
    this.#outcome = el("div", { hidden: true }, ...outcome);
    this.element = el(
      "section",
      { class: "card", "aria-label": "Trial" },
      el("h2", {}, "Try it before it is live"),
      el("p", { class: "quiet" }, "Nothing changes by that: these reps are only judged again."),
      el("div", { class: "fields" }, field("On", this.#days), this.#begin),
      this.#answer.element,
      this.#outcome,
    );
  }

  /** Shows a trial that is under way or done already. */
  async resume() {
    /** @type {import("../../../api.js").Asked<TrialView>} */
    const found = await ask(this.#path());
    if ("answer" in found) {
      this.#follow(found.answer);
    }
  }

  /** @param {Tried | null} tried null: it is live */
  offer(tried) {
    this.#tried = tried;
    this.#begin.disabled = tried === null;
  }

  async #start() {
    this.#begin.disabled = true;
    this.#answer.say("One moment, please.");
    const wanted = {
      ...this.#tried,
      expected_digest: this.#exercise.live.digest,
      days: Number(this.#days.value),
    };
    /** @type {import("../../../api.js").Asked<TrialView>} */
    const begun = await ask(this.#path(), "PUT", wanted);
    this.offer(this.#tried);
    if ("problem" in begun) {
      this.#answer.complain(begun.problem);
      return;
    }
    this.#answer.say("");
    this.#follow(begun.answer);
  }

  /** @param {TrialView} trial */
  #follow(trial) {
    this.#trial = trial;
    this.#outcome.hidden = false;
    const { what, threshold, begun_ms, author, reps, done_reps, is_done } = trial;
    const soFar = is_done ? "" : `, ${done_reps} of ${count(reps, "rep", "reps")} so far`;
    setText(this.#what, capital(what));
    setText(
      this.#when,
      `Threshold ${number(threshold)}, tried ${dayAndClock(begun_ms)}, ${author}${soFar}`,
    );
    this.#bar.hidden = is_done;
    this.#bar.max = Math.max(reps, 1);
    this.#bar.value = done_reps;
    this.#words.replaceChildren(...trial.words.map((text) => el("li", {}, text)));
    this.#rows.replaceChildren(...trial.sample.map(changedRow));
    this.#table.hidden = !trial.sample.length;
    this.#live.disabled = !is_done;
    if (!is_done) {
      setTimeout(() => this.#look(trial.trial_id), PAUSE_MS);
    }
  }

  /** @param {string} trialId */
  async #look(trialId) {
    if (this.#trial?.trial_id !== trialId || !this.element.isConnected) {
      return;
    }
    /** @type {import("../../../api.js").Asked<TrialView>} */
    const found = await ask(this.#path());
    if (this.#trial?.trial_id !== trialId) {
      return;
    }
    if ("answer" in found) {
      this.#answer.say("");
      this.#follow(found.answer);
    } else if (found.status === 404) {
      this.#close("This trial was dismissed.");
    } else {
      this.#answer.complain(found.problem);
      setTimeout(() => this.#look(trialId), PAUSE_MS);
    }
  }

  async #adopt() {
    const wanted = { trial_id: this.#trial?.trial_id, reason: this.#reason.value };
    /** @type {import("../../../api.js").Asked<ExerciseView>} */
    const live = await ask(`${this.#path()}/live`, "PUT", wanted);
    if ("problem" in live) {
      this.#answer.complain(live.problem);
      return;
    }
    this.#exercise = live.answer;
    this.#close(`${live.answer.name} is judged by it from now on.`);
    this.#onLive();
  }

  async #forget() {
    const forgotten = await ask(`${this.#path()}?trial_id=${this.#trial?.trial_id}`, "DELETE");
    if ("problem" in forgotten && forgotten.status !== 404) {
      this.#answer.complain(forgotten.problem);
    } else {
      this.#close("Dismissed: nothing was changed.");
    }
  }

  /** @param {string} words */
  #close(words) {
    this.#trial = null;
    this.#outcome.hidden = true;
    this.#reason.value = "";
    this.#answer.say(words);
  }

  #path() {
    return `exercises/${this.#exercise.exercise_id}/trial`;
  }
}

/** @param {HTMLElement} rows */
function table(rows) {
  const heads = ["When", "Now", "Then"].map((text) => el("th", { scope: "col" }, text));
  const head = el("thead", {}, el("tr", {}, ...heads));
  return el("div", { class: "scroll" }, el("table", { class: "reps changed" }, head, rows));
}
