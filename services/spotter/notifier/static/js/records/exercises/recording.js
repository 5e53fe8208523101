// A new exercise: somebody does a few good reps at a station.

/** @import { Asked } from "../../api.js" */
/** @import { RecordingView } from "../types.js" */

import { ask, stationsOfGym } from "../../api.js";
import { el, setText } from "../../dom.js";
import { ENDED_BY_ITSELF, progressInWords, shownInWords } from "../../words/exercise.js";
import { exerciseName } from "../../words/text.js";
import { AnswerLine, button, field } from "../form.js";
import { describe } from "./described/description.js";
import { Teaching } from "./equipment/teaching.js";
import { LONGEST_MS, partOf } from "./recorded_part.js";
import { RepCard } from "./rep_card.js";
import { SaveForm } from "./save_form.js";

const AGAIN_MS = 1500;

export class RecordingPage {
  #wanted;
  #name;
  #described = el("div");
  #station = el("select");
  #expected = el("input", { type: "number", min: 0, max: 100, inputmode: "numeric" });
  #begin = button("Begin", "main", () => this.#onBegin());
  #stop = button("Stop", "main", () => this.#onStop());
  #progress = el("p", { class: "progress", role: "status" });
  #answer = new AnswerLine();
  #shown = el("ul", { class: "changes" });
  #reps = el("ol", { class: "found-reps", "aria-label": "Reps found" });
  #teaching = new Teaching({
    choose: () => this.#allowBegin(),
    settle: (isNext) => this.#askWhat(isNext),
    reopen: () => (this.#save.hidden = true),
  });
  #save = el("div");
  /** @type {SaveForm | null} */
  #form = null;
  /** @type {RepCard[]} */
  #cards = [];
  /** @type {RecordingView | null} null: none has begun */
  #recording = null;
  #begunAtMs = 0;
  /** Grows when one begins or stops: what was asked before that is out of date. */
  #run = 0;
  #isBusy = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #ending;

  /**
   * @param {string} stationId where the page was opened; empty: anywhere
   * @param {string | null} name of the exercise that is to be taught, if it is known
   */
  constructor(stationId, name = null) {
    this.#wanted = stationId;
    this.#name = name ?? "";
    this.#stop.hidden = true;
    this.element = el(
      "div",
      {},
      el("h1", {}, name ? `Teach ${exerciseName(name)}` : "New exercise"),
      this.#described,
      el(
        "p",
        { class: "quiet" },
        "Choose the station, begin, and let somebody do about five good reps there, the whole body in the picture, from the rest position and back to it. Up to two minutes.",
      ),
      el(
        "div",
        { class: "fields" },
        field("Station", this.#station, "wide"),
        field("How many reps, if you know", this.#expected),
        this.#teaching.field,
      ),
      this.#teaching.consent,
      el("div", { class: "fields begin-row" }, this.#begin, this.#stop),
      this.#progress,
      this.#answer.element,
      this.#shown,
      this.#teaching.element,
      this.#reps,
      this.#save,
    );
  }

  async begin() {
    document.title = "New exercise, Spotter";
    describe(this.#described, this.#name);
    const stations = await stationsOfGym();
    const options = stations.map(({ station_id, name }) =>
      el("option", { value: station_id, selected: station_id === this.#wanted }, name),
    );
    this.#station.replaceChildren(...options);
    this.#allowBegin();
    if (!stations.length) {
      this.#answer.complain("There is no station to record at.");
    }
  }

  refreshColours() {
    this.#cards.forEach((card) => card.refreshColours());
    this.#teaching.refreshColours();
  }

  #allowBegin() {
    this.#begin.disabled =
      this.#isBusy || !this.#station.options.length || !this.#teaching.isAgreed;
  }

  /** @param {boolean} isBusy beginning or ending a recording */
  #setBusy(isBusy) {
    this.#isBusy = isBusy;
    this.#allowBegin();
  }

  async #onBegin() {
    this.#show(null);
    this.#recording = null;
    this.#run += 1;
    this.#setBusy(true);
    const problem = await this.#teaching.begin(this.#station.value);
    if (problem) {
      this.#answer.complain(problem);
    } else if (this.#take(await this.#ask({}))) {
      this.#begunAtMs = performance.now();
      this.#setUnderWay(true);
      this.#later(this.#run);
      this.#ending = setTimeout(() => this.#endByItself(), LONGEST_MS);
    } else {
      await this.#teaching.discard();
    }
    this.#setBusy(false);
  }

  /** @param {number} run */
  #later(run) {
    this.#timer = setTimeout(async () => {
      const found = await this.#ask(this.#part());
      if (run === this.#run) {
        this.#take(found);
        this.#later(run);
      }
    }, AGAIN_MS);
  }

  async #endByItself() {
    await this.#onStop();
    setText(this.#progress, `${this.#progress.textContent}. ${ENDED_BY_ITSELF}`);
  }

  /** Shows the reps; those that were found last, if Spotter does not answer now. */
  async #onStop() {
    clearTimeout(this.#timer);
    clearTimeout(this.#ending);
    this.#run += 1;
    this.#setBusy(true);
    this.#setUnderWay(false);
    // No more pictures are kept, however long the reps take to come.
    const [problem, found] = await Promise.all([this.#teaching.end(), this.#ask(this.#part())]);
    this.#take(found);
    if (this.#recording) {
      this.#show(this.#recording);
      await this.#teaching.look(this.#recording, problem);
    }
    this.#setBusy(false);
  }

  /** @param {boolean} isUnderWay */
  #setUnderWay(isUnderWay) {
    this.#stop.hidden = !isUnderWay;
    this.#begin.hidden = isUnderWay;
    this.#station.disabled = isUnderWay;
    if (isUnderWay) {
      setText(this.#progress, "Recording. Wait for the first frames.");
      this.#stop.focus();
    } else {
      setText(this.#begin, "Begin again");
    }
  }

  /** @param {RecordingView | null} recording */
  #show(recording) {
    const words = recording ? shownInWords(recording) : [];
    this.#shown.replaceChildren(...words.map((text) => el("li", {}, text)));
    this.#cards = (recording?.reps ?? []).map((rep, place) => new RepCard(rep, place + 1));
    this.#reps.replaceChildren(...this.#cards.map((card) => card.element));
    this.#cards.forEach((card) => card.begin());
    this.#save.replaceChildren();
    this.#form = null;
  }

  /**
   * Asks what the reps are, unless it has done so.
   *
   * @param {boolean} isNext whether the trainer does that now
   */
  #askWhat(isNext) {
    if (!this.#cards.length) {
      return;
    }
    this.#save.hidden = false;
    this.#form ??= this.#addForm();
    if (isNext) {
      this.#form.focus();
    }
  }

  #addForm() {
    const kept = () => this.#cards.filter((card) => card.isKept).map((card) => card.data);
    const source = `at ${this.#station.selectedOptions[0]?.label ?? this.#station.value}`;
    const form = new SaveForm(this.#name, kept, source, (id) => this.#compare(id), this.#teaching);
    this.#save.append(form.element);
    form.begin();
    return form;
  }

  /**
   * Says whether the reps look like those that are known.
   *
   * @param {string} exerciseId
   */
  async #compare(exerciseId) {
    const { since_ms, until_ms, reps } = this.#recording ?? {};
    const run = this.#run;
    const found = await this.#ask({ since_ms, until_ms, exercise_id: exerciseId });
    if (run !== this.#run) {
      return;
    }
    this.#answer.complain("problem" in found ? found.problem : "");
    // What the station no longer keeps cannot be compared.
    if ("answer" in found && found.answer.reps.length === reps?.length) {
      const words = shownInWords(found.answer);
      this.#shown.replaceChildren(...words.map((text) => el("li", {}, text)));
    }
  }

  /** What was recorded so far. */
  #part() {
    return partOf(this.#recording, performance.now() - this.#begunAtMs);
  }

  /**
   * Shows how far the recording is, or why not; returns whether that is known.
   *
   * @param {Asked<RecordingView>} found
   */
  #take(found) {
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return false;
    }
    this.#answer.say("");
    this.#recording = found.answer;
    setText(this.#progress, progressInWords(found.answer));
    return true;
  }

  /**
   * @param {Partial<Record<"since_ms" | "until_ms", number | undefined>> & { exercise_id?: string }} part
   * @returns {Promise<Asked<RecordingView>>}
   */
  #ask(part) {
    return ask("recordings/found", "POST", {
      station_id: this.#station.value,
      expected_reps: this.#expected.valueAsNumber || 0,
      ...part,
    });
  }
}
