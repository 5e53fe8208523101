// What is shown of one rep: the two movements, the words and the chart.

import { Chart } from "./chart.js";
import { el, icon } from "./dom.js";
import { Overlay } from "./overlay.js";
import { partners } from "./pairing.js";
import { Player } from "./player.js";
import { OUTCOMES, capital, number, scoreSentence } from "./words.js";

export class RepContent {
  #rep;
  #overlay = null;
  #player = null;
  #chart = null;
  #frame = 0;

  constructor(rep) {
    this.#rep = rep;
    const words = el("div", { class: "about" }, ...this.#words());
    this.element = el("div", { class: "columns" }, rep.attempt ? this.#scene() : gone(), words);
    if (rep.attempt && rep.worst) {
      words.append(this.#courses());
    }
  }

  // To be called once the element is in the page.
  begin() {
    if (this.#player) {
      this.#showWorst();
      this.#player.slider.focus();
    }
    this.#chart?.show((seconds) => this.#seek(seconds));
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

  #scene() {
    const { attempt, reference, alignment } = this.#rep;
    const canvas = el("canvas", { role: "img", "aria-label": sceneLabel(this.#rep) });
    this.#overlay = new Overlay(canvas, this.#rep, partners(alignment, attempt.frames.length));
    this.#player = new Player(attempt.times_s, (frame) => this.#onFrame(frame));
    const legend = [key("left", "Left side"), key("right", "Right side")];
    if (reference) {
      legend.push(key("ghost", "Reference"));
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
    const { verdict, worst, attempt } = this.#rep;
    const { outcome } = verdict;
    const said = verdict.sentences.map((text) => el("li", {}, text));
    const words = [
      el("p", { class: "outcome", "data-outcome": outcome }, icon(outcome), OUTCOMES[outcome]),
      el("ul", { class: "hints" }, ...said),
      el("p", { class: "score" }, scoreSentence(verdict)),
    ];
    if (worst && attempt) {
      words.push(el("p", { class: "worst" }, worstSentence(worst), this.#worstButton()));
    }
    if (this.#rep.angle) {
      words.push(el("p", { class: "angle" }, `Largest angle: ${this.#rep.angle}`));
    }
    if (this.#rep.measures.length) {
      words.push(el("dl", { class: "measures" }, ...this.#rep.measures.map(measure)));
    }
    return words;
  }

  #worstButton() {
    const button = el("button", { type: "button", class: "link" }, "Show that moment");
    button.addEventListener("click", () => this.#showWorst());
    return button;
  }

  #courses() {
    const { attempt, alignment, worst } = this.#rep;
    const element = el("div", {
      class: "chart",
      role: "img",
      "aria-label": `Course of the ${worst.label} over the rep`,
    });
    this.#chart = new Chart(element, this.#rep, partners(alignment, attempt.frames.length));
    return element;
  }

  #onFrame(frame) {
    this.#frame = frame;
    this.redraw();
    this.#chart?.moveCursor(this.#rep.attempt.times_s[frame]);
  }

  #showWorst() {
    const { attempt, worst } = this.#rep;
    this.#seek(attempt.times_s[worst?.frame_index ?? 0]);
  }

  #seek(seconds) {
    this.#player.pause();
    this.#player.seek(seconds);
  }
}

function gone() {
  return el("p", { class: "quiet" }, "The movement of this rep is no longer kept; its verdict is.");
}

function measure({ name, words, numbers }) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, capital(words), el("small", {}, numbers)));
}

function key(side, text) {
  return el("span", { class: `key ${side}` }, text);
}

function sceneLabel({ reference, worst }) {
  const what = reference ? "This rep drawn over the reference" : "This rep";
  return worst ? `${what}; a ring marks the ${worst.label}` : what;
}

function worstSentence(worst) {
  const when = `${number(Math.round(worst.phase * 100))} % of the way through`;
  return `Farthest off: ${worst.label}, ${number(worst.size_tl)} torso lengths, ${when}. `;
}
