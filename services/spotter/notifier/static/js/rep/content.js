// The content of an opened rep: the two movements, the words and the chart.

/** @import { MovementView, RepView } from "../messages.js" */
/** @import { MeasureView, WorstView } from "./types.js" */
/** @import { Places } from "./pairing.js" */

import { jointWords, POINTS } from "../body/joints.js";
import { el, icon } from "../dom.js";
import { t } from "../words/language.js";
import { sceneLabel, setQuestion } from "../words/rep.js";
import { capital } from "../words/text.js";
import { Chart } from "./chart.js";
import { Overlay } from "./overlay.js";
import { partners } from "./pairing.js";
import { Player } from "./player.js";

export class RepContent {
  #rep;
  /** @type {Overlay | null} */
  #overlay = null;
  /** @type {Player | null} */
  #player = null;
  /** @type {Chart | null} */
  #chart = null;
  #frame = 0;
  #follow;

  /**
   * @param {RepView} rep
   * @param {HTMLElement | null} judgement where a trainer says what the rep was; null: nobody may
   * @param {(ratio: number) => void} [follow] receives how much of the rep has passed
   */
  constructor(rep, judgement, follow = () => {}) {
    this.#rep = rep;
    this.#follow = follow;
    const words = el("div", { class: "about" }, ...this.#words());
    if (rep.attempt) {
      const places = partners(rep.alignment, rep.attempt.frames.length);
      this.element = el("div", { class: "columns" }, this.#scene(rep.attempt, places), words);
      words.append(
        ...(judgement ? [judgement] : []),
        ...this.#trajectoryChart(rep.attempt, places),
      );
    } else {
      this.element = el("div", { class: "columns" }, notStored(), words);
    }
  }

  /** Call this once the element is in the page. */
  begin() {
    this.#showWorst();
    this.#chart?.show((seconds) => this.#seek(seconds));
  }

  /** The keyboard goes to the slider. */
  focus() {
    this.#player?.slider.focus();
  }

  end() {
    this.#player?.pause();
    this.#chart?.destroy();
  }

  redraw() {
    this.#overlay?.draw(this.#frame);
  }

  refreshColours() {
    this.#overlay?.refreshColours();
    this.redraw();
    this.#chart?.refreshColours();
  }

  /**
   * @param {MovementView} attempt
   * @param {Places} places
   */
  #scene(attempt, places) {
    const canvas = el("canvas", { role: "img", "aria-label": sceneLabel(this.#rep) });
    this.#overlay = new Overlay(canvas, this.#rep, places);
    this.#player = new Player(attempt.times_s, (frame) => this.#onFrame(attempt, frame));
    const [fault] = this.#rep.verdict.faults;
    if (fault?.moment) {
      this.#player.markMoment(fault.frame_index, momentInWords(fault.moment));
    }
    const legend = [key("left", t("left_side")), key("right", t("right_side"))];
    if (this.#rep.reference) {
      legend.push(key("ghost", t("reference")));
    }
    return el(
      "div",
      { class: "scene" },
      canvas,
      el("p", { class: "legend" }, ...legend),
      this.#player.element,
    );
  }

  #words() {
    const { verdict, worst, attempt, notes, numbers, angle, measures } = this.#rep;
    const { outcome } = verdict;
    return [
      el("p", { class: "outcome", "data-outcome": outcome }, icon(outcome), t(outcome)),
      verdict.pattern ? el("p", { class: "pattern-name" }, verdict.pattern) : null,
      el("ul", { class: "hints" }, ...verdict.sentences.map((text) => el("li", {}, text))),
      ...notes.map((text) => el("p", { class: "note" }, text)),
      verdict.question ? el("p", { class: "question" }, setQuestion(verdict)) : null,
      worst && attempt && el("p", { class: "worst" }, `${worst.words} `, this.#worstButton()),
      behindClick(numbers),
      angle ? el("p", { class: "angle" }, t("largest_angle", { angle })) : null,
      measures.length ? el("dl", { class: "measures" }, ...measures.map(measure)) : null,
    ];
  }

  #worstButton() {
    const button = el("button", { type: "button", class: "link" }, t("show_moment"));
    button.addEventListener("click", () => this.#showWorst());
    return button;
  }

  /**
   * @param {MovementView} attempt
   * @param {Places} places
   */
  #trajectoryChart(attempt, places) {
    const { reference, worst } = this.#rep;
    if (!worst) {
      return [];
    }
    const label = `Trajectory of the ${worst.label} over the rep`;
    const element = el("div", { class: "chart", role: "img", "aria-label": label });
    const chart = new Chart(element, { attempt, reference, worst }, places);
    this.#chart = chart;
    return [jointChoice(attempt, worst, (index) => chart.choose(index)), element];
  }

  /**
   * @param {MovementView} attempt
   * @param {number} frame
   */
  #onFrame(attempt, frame) {
    this.#frame = frame;
    this.redraw();
    this.#chart?.moveCursor(attempt.times_s[frame]);
    this.#follow(frame / Math.max(attempt.frames.length - 1, 1));
  }

  #showWorst() {
    const { attempt, worst } = this.#rep;
    if (attempt) {
      this.#seek(attempt.times_s[worst?.frame_index ?? 0]);
    }
  }

  /** @param {number} seconds since the rep began */
  #seek(seconds) {
    this.#player?.pause();
    this.#player?.seek(seconds);
  }
}

/**
 * Chooses the joint or the end of equipment whose trajectory is shown, of those that were seen.
 *
 * @param {MovementView} attempt
 * @param {WorstView} worst
 * @param {(jointIndex: number) => void} onChoose
 */
function jointChoice({ frames }, worst, onChoose) {
  const seen = POINTS.map((_, index) => index).filter((index) => frames.some((one) => one[index]));
  const options = seen.map((index) =>
    el("option", { value: index, selected: index === worst.joint_index }, jointWords(index)),
  );
  const select = el("select", { class: "speed", lang: "en" }, ...options);
  select.addEventListener("change", () => onChoose(Number(select.value)));
  return el("label", { class: "joint-choice" }, t("joint"), " ", select);
}

function notStored() {
  return el("p", { class: "quiet" }, t("not_stored"));
}

/**
 * Lines that open with a click; null without any.
 *
 * @param {string[]} lines
 */
function behindClick(lines) {
  if (lines.length === 0) {
    return null;
  }
  const list = el("ul", {}, ...lines.map((line) => el("li", {}, capital(line))));
  return el("details", { class: "numbers" }, el("summary", {}, t("numbers")), list);
}

/** @param {MeasureView} measure */
function measure({ name, words, numbers }) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, capital(words), el("small", {}, numbers)));
}

/**
 * The part of a rep, such as "way down", as the notifier's WAY_DOWN.
 *
 * @param {string} moment
 */
function momentInWords(moment) {
  return moment.toLowerCase().replaceAll("_", " ");
}

/**
 * @param {"left" | "right" | "ghost"} side
 * @param {string} text
 */
function key(side, text) {
  return el("span", { class: `key ${side}` }, text);
}
