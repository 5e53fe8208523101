// When a rep of an exercise counts as faulty: what that rests on, and other choices tried first.

/** @import { CalibrationView, RateView } from "../types.js" */

import { ask } from "../../../api.js";
import { el, setText } from "../../../dom.js";
import { AnswerLine } from "../../form.js";
import { Choice } from "./choice.js";
import { Distribution } from "./distribution.js";
import { liveRate, meaningInWords, promiseInWords } from "./rates.js";
import { TrialPanel } from "./trial.js";

const SHOWN_DIGITS = 12;

export class CalibrationPage {
  #exerciseId;
  #version;
  #title = el("h1", {}, "Calibration");
  #answer = new AnswerLine();
  #basis = el("p", { class: "quiet" });
  #choice = new Choice((rate) => this.#show(rate));
  #promise = el("p");
  #meaning = el("ul", { class: "changes" });
  #distribution = new Distribution((threshold) => this.#choice.chooseThreshold(threshold));
  #content = el("div", { class: "calibration", hidden: true });
  /** @type {TrialPanel | null} */
  #trial = null;
  /** @type {CalibrationView | null} */
  #calibration = null;

  /**
   * @param {string} exerciseId
   * @param {string | null} version an earlier one to try, by its digest
   */
  constructor(exerciseId, version) {
    this.#exerciseId = exerciseId;
    this.#version = version;
    this.element = el(
      "div",
      {},
      this.#title,
      el("p", {}, el("a", { class: "plain", href: "exercises" }, "All exercises and versions")),
      this.#answer.element,
      this.#content,
    );
  }

  async begin() {
    if (await this.#load()) {
      await this.#trial?.resume();
    }
  }

  refreshColours() {
    this.#distribution.refreshColours();
  }

  async #load() {
    /** @type {import("../../../api.js").Asked<CalibrationView>} */
    const found = await ask(`exercises/${encodeURIComponent(this.#exerciseId)}/calibration`);
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return false;
    }
    const calibration = found.answer;
    const { exercise } = calibration;
    this.#calibration = calibration;
    document.title = `${exercise.name}, calibration, Spotter`;
    setText(this.#title, `When a rep of ${exercise.name} is faulty`);
    setText(this.#basis, basisInWords(calibration));
    if (!this.#trial) {
      this.#trial = new TrialPanel(exercise, () => this.#onLive());
      this.#content.append(...this.#parts(this.#trial));
      this.#content.hidden = false;
    }
    this.#choice.offer(calibration.rates, liveRate(calibration));
    return true;
  }

  /** @param {TrialPanel} trial */
  #parts(trial) {
    const choice = [this.#choice.element, this.#promise, this.#meaning];
    return [
      this.#basis,
      this.#distribution.element,
      el("section", { class: "card", "aria-label": "Choice" }, ...choice),
      trial.element,
    ];
  }

  /** @param {RateView} rate */
  #show(rate) {
    const calibration = this.#calibration;
    if (!calibration) {
      return;
    }
    const live = calibration.rates[liveRate(calibration)];
    setText(this.#promise, promiseInWords(calibration, rate));
    this.#meaning.replaceChildren(
      ...meaningInWords(calibration, rate.threshold, live.threshold).map((text) =>
        el("li", {}, text),
      ),
    );
    this.#distribution.show(calibration, rate.threshold);
    this.#offer(rate === live ? null : rate);
  }

  /** @param {RateView | null} rate null: the live one */
  #offer(rate) {
    if (rate) {
      this.#trial?.offer({ false_alarm_ratio: rate.false_alarm_ratio });
    } else if (this.#version) {
      this.#trial?.offer({ digest: this.#version });
      this.#answer.say(`To try: back to version ${this.#version.slice(0, SHOWN_DIGITS)}.`);
    } else {
      this.#trial?.offer(null);
    }
  }

  async #onLive() {
    this.#version = null;
    this.#answer.say("");
    await this.#load();
  }
}

/** @param {CalibrationView} calibration */
function basisInWords({ judged_by, gym }) {
  const left = gym.by_other_recordings
    ? ` ${gym.by_other_recordings} reps of the last four weeks were judged by other recordings, and are left out.`
    : "";
  return (
    `Reps are judged by recordings of ${judged_by}; a rep whose score is above the threshold is ` +
    `faulty. Each dot is a known rep, judged as if it were new.${left}`
  );
}
