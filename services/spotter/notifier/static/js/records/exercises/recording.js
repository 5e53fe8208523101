// A new exercise: somebody does a few good reps at a station.

/** @import { RecordingView } from "../types.js" */

import { ask, stationsOfGym } from "../../api.js";
import { el, setText } from "../../dom.js";
import { progressInWords, shownInWords } from "../../words/exercise.js";
import { exerciseName } from "../../words/text.js";
import { AnswerLine, button, field } from "../form.js";
import { describe } from "./described/description.js";
import { Teaching } from "./equipment/teaching.js";
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
  /** @type {RecordingView | null} null: none is under way */
  #recording = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

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
    this.#begin.disabled = !this.#station.options.length || !this.#teaching.isAgreed;
  }

  async #onBegin() {
    this.#show(null);
    this.#recording = null;
    this.#begin.disabled = true;
    const problem = await this.#teaching.begin(this.#station.value);
    const begun = problem ? null : await this.#ask({});
    if (begun) {
      this.#recording = begun;
      this.#setUnderWay(true);
      this.#later();
    } else {
      await this.#teaching.discard();
    }
    if (problem) {
      this.#answer.complain(problem);
    }
    this.#allowBegin();
  }

  #later() {
    this.#timer = setTimeout(async () => {
      const since_ms = this.#recording?.since_ms;
      const found = await this.#ask({ since_ms });
      if (this.#stop.hidden) {
        return;
      }
      if (found) {
        this.#recording = found;
        setText(this.#progress, progressInWords(found));
        this.#later();
      } else {
        this.#setUnderWay(false);
        await this.#teaching.discard();
      }
    }, AGAIN_MS);
  }

  async #onStop() {
    clearTimeout(this.#timer);
    this.#setUnderWay(false);
    const found = await this.#ask({ since_ms: this.#recording?.since_ms });
    if (found) {
      this.#recording = found;
      setText(this.#progress, progressInWords(found));
      this.#show(found);
      await this.#teaching.look(found);
    } else {
      await this.#teaching.discard();
    }
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
    const compare = (/** @type {string} */ id) => this.#compare(id);
    const form = new SaveForm(this.#name, kept, source, compare, this.#teaching);
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
    const found = await this.#ask({ since_ms, until_ms, exercise_id: exerciseId });
    // What the station no longer keeps cannot be compared.
    if (found && found.reps.length === reps?.length) {
      this.#shown.replaceChildren(...shownInWords(found).map((text) => el("li", {}, text)));
    }
  }

  /** @param {Partial<Record<"since_ms" | "until_ms", number | undefined>> & { exercise_id?: string }} part */
  async #ask(part) {
    const asked = {
      station_id: this.#station.value,
      expected_reps: this.#expected.valueAsNumber || 0,
      ...part,
    };
    /** @type {import("../../api.js").Asked<RecordingView>} */
    const found = await ask("recordings/found", "POST", asked);
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return null;
    }
    this.#answer.say("");
    return found.answer;
  }
}
