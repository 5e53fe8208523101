// What comes next in the workout of the day, and the taps that correct what Spotter has followed.

/** @import { FollowingView } from "../types.js" */
/** @import { Words } from "./shown_set.js" */

import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { AnswerLine } from "../../records/form.js";
import { t } from "../../words/language.js";
import { exerciseName } from "../../words/text.js";
import { actButton } from "../panels/act_button.js";
import { RaisedHand } from "./raised_hand.js";
import { RepsLeftQuestion } from "./reps_left.js";
import { asked } from "./shown_set.js";

const STEP_KG = 2.5;

export class WorkoutPanel {
  #path;
  #then = el("p", { class: "then" });
  #go = actButton("go_on", () => this.#correct({ what: "next" }));
  #open = actButton("change_set", () => this.#dialog.showModal());
  #undo = actButton("undo", () => this.#correct({ what: "undo" }));
  #lighter = actButton("lighter", () => this.#load(-STEP_KG));
  #heavier = actButton("heavier", () => this.#load(STEP_KG));
  #others = el("div", { class: "change-ways" });
  #hand = el("input", { type: "checkbox" });
  #answer = new AnswerLine();
  /** The same beside the workout, for taps outside of the dialog. */
  #answerBeside = new AnswerLine();
  #dialog = el(
    "dialog",
    { class: "change-set", "aria-label": t("change_set") },
    el("h2", {}, t("change_set")),
    el(
      "div",
      { class: "change-ways" },
      actButton("skip_set", () => this.#correct({ what: "skip" })),
      this.#undo,
      this.#lighter,
      this.#heavier,
    ),
    this.#others,
    el("label", { class: "by-hand" }, this.#hand, t("hand_means_next")),
    this.#answer.element,
    actButton("pad_cancel", () => this.#dialog.close()),
  );
  #left = new RepsLeftQuestion((left) => this.#correct({ what: "left", left }));
  #raised = new RaisedHand();
  /** @type {FollowingView | null} */
  #following = null;
  #shownOthers = "";
  element = el(
    "div",
    { class: "workout-next" },
    this.#then,
    this.#left.element,
    this.#answerBeside.element,
    this.#dialog,
  );
  acts = [this.#go, this.#open];

  /** @param {string} stationId */
  constructor(stationId) {
    this.#path = `stations/${encodeURIComponent(stationId)}/workout/correct`;
  }

  /** Somebody else trains: a raised hand means nothing until they have chosen it. */
  clear() {
    this.#hand.checked = false;
    this.#answerBeside.say("");
    this.#dialog.close();
  }

  /** @param {FollowingView | null} following null: no workout is followed here */
  show(following) {
    this.#following = following;
    const current = following?.current ?? null;
    this.#go.hidden = current === null;
    setText(this.#go, t(current?.is_enough ? "rest_now" : "go_on"));
    this.#open.hidden = following === null;
    this.#undo.hidden = !following?.can_undo;
    this.#lighter.hidden = this.#heavier.hidden = (current?.load_kg ?? null) === null;
    setText(this.#then, following ? thenOf(following) : "");
    this.#left.show(following);
    this.#showOthers(following);
  }

  /**
   * Goes on when a hand is held up, where the member has chosen that, and not amid a set.
   *
   * @param {import("../../messages.js").Points} person
   * @param {number} nowMs
   */
  see(person, nowMs) {
    const isAsked = this.#raised.put(person, nowMs);
    if (isAsked && this.#hand.checked && this.#following?.current?.state !== "doing") {
      this.#correct({ what: "next" });
    }
  }

  /** @param {FollowingView | null} following offers the other exercises of the day */
  #showOthers(following) {
    const own = following?.current?.exercise;
    const names = new Set(following?.items.map((one) => one.exercise));
    const others = [...names].filter((one) => one !== own);
    if (others.join() !== this.#shownOthers) {
      this.#shownOthers = others.join();
      this.#others.replaceChildren(
        ...others.map((exercise) => {
          const button = el("button", { type: "button", class: "act" }, exerciseName(exercise));
          button.addEventListener("click", () => this.#correct({ what: "exercise", exercise }));
          return button;
        }),
      );
    }
  }

  /** @param {number} byKg */
  #load(byKg) {
    const load_kg = Math.max(0, (this.#following?.current?.load_kg ?? 0) + byKg);
    this.#correct({ what: "load", load_kg });
  }

  /**
   * @param {{
   *   what: string;
   *   exercise?: string;
   *   load_kg?: number;
   *   left?: { set_index: number; reps: number };
   * }} correction
   */
  async #correct(correction) {
    const answer = this.#dialog.open ? this.#answer : this.#answerBeside;
    const answered = await ask(this.#path, "POST", correction);
    if ("problem" in answered) {
      answer.complain(answered.problem);
    } else {
      answer.say("");
      if (correction.what !== "load") {
        this.#dialog.close();
      }
    }
  }
}

/** @param {FollowingView} following */
function thenOf({ is_done, next }) {
  if (is_done) {
    return t("workout_done");
  }
  if (!next) {
    return "";
  }
  const what = [exerciseName(next.exercise), ...asked(next).map(inWords)].join(", ");
  return t("then", { what });
}

/** @param {Words} words */
const inWords = ([key, values]) => t(key, values);
