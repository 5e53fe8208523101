// A pattern of faults: its film, how often it is shown, by whom, and a trainer's words for it.

/** @import { ExerciseView } from "../types.js" */
/** @import { PatternFilmView, PatternMembersView, PatternView } from "./types.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { Overlay } from "../../rep/overlay.js";
import { partners } from "../../rep/pairing.js";
import { Player } from "../../rep/player.js";
import { shareInWords, trendInWords } from "../../words/pattern.js";
import { count } from "../../words/text.js";
import { AnswerLine, field } from "../form.js";
import { farthestFrame } from "./farthest.js";

export class PatternCard {
  #path;
  #onChange;
  /** @type {Overlay | null} */
  #overlay = null;
  /** @type {Player | null} */
  #player = null;
  #frame = 0;
  #farthestS = 0;
  #title;
  #name;
  #cue;
  #number;
  #answer = new AnswerLine();

  /**
   * @param {string} path of the exercise
   * @param {PatternView} pattern
   * @param {number} number counted from 1
   * @param {(changed: ExerciseView) => void} onChange
   */
  constructor(path, pattern, number, onChange) {
    this.#path = `${path}/patterns/${pattern.pattern_id}`;
    this.#onChange = onChange;
    this.#number = number;
    this.#title = el("h3", {}, this.#titleOf(pattern.name));
    this.#name = input(pattern.name, 60);
    this.#cue = input(pattern.cue, 200);
    const trend = trendInWords(pattern.weeks);
    this.element = el(
      "li",
      { class: "card pattern" },
      this.#title,
      ...(pattern.film ? this.#scene(pattern.film) : [noFilm()]),
      el("p", {}, el("strong", {}, shareInWords(pattern))),
      weekBars(pattern.weeks, trend),
      el("p", { class: "quiet" }, pattern.words),
      this.#members(),
      this.#form(),
      this.#answer.element,
    );
  }

  /** Call this once the element is in the page. */
  begin() {
    this.#player?.seek(this.#farthestS);
  }

  refreshColours() {
    this.#overlay?.refreshColours();
    this.#overlay?.draw(this.#frame);
  }

  /** @param {string} name */
  #titleOf(name) {
    return name || `Pattern ${this.#number}`;
  }

  /** @param {PatternFilmView} film */
  #scene({ done, expected }) {
    const label = `Pattern ${this.#number} as a skeleton, drawn over what is expected`;
    const canvas = el("canvas", { role: "img", "aria-label": label });
    const shown = { attempt: done, reference: expected, worst: null };
    const frames = done.frames.length;
    const pairs = done.frames.map((_, frame) => /** @type {[number, number]} */ ([frame, frame]));
    this.#farthestS = done.times_s[farthestFrame(done.frames, expected.frames)];
    this.#overlay = new Overlay(canvas, shown, partners(pairs, frames));
    this.#player = new Player(done.times_s, (frame) => {
      this.#frame = frame;
      this.#overlay?.draw(frame);
    });
    return [canvas, this.#player.element];
  }

  #members() {
    const list = el("ul", { class: "changes" });
    const details = el("details", {}, el("summary", {}, "Who shows it"), list);
    details.addEventListener("toggle", () => details.open && this.#loadMembers(list));
    return details;
  }

  /** @param {HTMLElement} list */
  async #loadMembers(list) {
    /** @type {import("../../api.js").Asked<PatternMembersView>} */
    const found = await ask(`${this.#path}/members`);
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    const rows = found.answer.members.map(({ member_id, name, reps }) =>
      el(
        "li",
        {},
        el("a", { class: "plain", href: `members?id=${member_id}` }, name),
        ` ${count(reps, "rep", "reps")}`,
      ),
    );
    list.replaceChildren(...(rows.length ? rows : [el("li", {}, "No member who is known.")]));
  }

  #form() {
    const form = el(
      "form",
      {},
      field("What you call it", this.#name),
      field("What you say then", this.#cue),
      el("button", { type: "submit", class: "button" }, "Save"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    return form;
  }

  async #save() {
    const words = { name: this.#name.value.trim(), cue: this.#cue.value.trim() };
    const isForgotten = !words.name && !words.cue;
    /** @type {import("../../api.js").Asked<ExerciseView>} */
    const changed = isForgotten
      ? await ask(`${this.#path}/name`, "DELETE")
      : await ask(`${this.#path}/name`, "PUT", words);
    if ("problem" in changed) {
      this.#answer.complain(changed.problem);
      return;
    }
    this.#title.replaceChildren(this.#titleOf(words.name));
    this.#answer.say(
      isForgotten ? "It has no name any more." : "Reps that show it are told so from now on.",
    );
    this.#onChange(changed.answer);
  }
}

/**
 * The share of each week as a bar.
 *
 * @param {PatternView["weeks"]} weeks
 * @param {string} words the same in words
 */
function weekBars(weeks, words) {
  if (!words) {
    return null;
  }
  const bars = weeks.map(({ shown, reps, first_day }) => {
    const bar = el("span", { title: `${first_day}: ${shown} of ${reps}` });
    bar.style.height = `${Math.max(4, (100 * shown) / reps)}%`;
    return bar;
  });
  return el(
    "div",
    {},
    el("div", { class: "week-bars", "aria-hidden": "true" }, ...bars),
    el("p", { class: "quiet" }, words),
  );
}

function noFilm() {
  return el("p", { class: "quiet" }, "It has not been seen here yet, so there is no film of it.");
}

/**
 * @param {string} value
 * @param {number} longest
 */
function input(value, longest) {
  return el("input", { type: "text", autocomplete: "off", maxlength: longest, value });
}
