// The answers to an opened alert.

/** @import { AlertView } from "../types.js" */
/** @import { Action } from "../keys/keymap.js" */

import { el } from "../../dom.js";
import { t } from "../../words/language.js";
import { LETTERS } from "../keys/keymap.js";

/** @typedef {"take" | "take_over" | "hand_back" | "not_mine" | "snooze" | "fine" | "wrong" | "close"} AnswerName */

/** @type {Record<AnswerName, import("../../words/language.js").Key>} */
const WORDS = {
  take: "take",
  take_over: "take_over",
  hand_back: "hand_back",
  not_mine: "not_mine",
  snooze: "snooze",
  fine: "was_fine",
  wrong: "was_wrong",
  close: "close_alert",
};

/**
 * The answers that an alert can be given.
 *
 * @param {AlertView} alert
 * @param {string} me
 * @returns {AnswerName[]}
 */
export function answersTo(alert, me) {
  if (alert.ended_ms !== null) {
    return [];
  }
  const isMine = alert.taking?.author === me;
  const isOthers = alert.taking !== null && !isMine;
  /** @type {[AnswerName, boolean][]} */
  const answers = [
    ["take", !alert.taking],
    ["take_over", isOthers],
    ["hand_back", isMine],
    ["not_mine", !alert.declined_by.includes(me)],
    ["snooze", true],
    ["fine", alert.evidence.worst_rep_id !== ""],
    ["wrong", alert.evidence.worst_rep_id !== ""],
    ["close", alert.is_latched],
  ];
  return answers.filter(([, isPossible]) => isPossible).map(([name]) => name);
}

export class AnswerBar {
  element = el("div", { class: "answers", role: "group", "aria-label": t("answers") });
  #onAnswer;
  #shown = "";

  /** @param {(answer: Action) => void} onAnswer */
  constructor(onAnswer) {
    this.#onAnswer = onAnswer;
  }

  /**
   * @param {AlertView} alert
   * @param {string} me
   * @param {boolean} isPending an answer is on its way
   */
  show(alert, me, isPending) {
    const answers = answersTo(alert, me);
    const shown = answers.join() + String(isPending);
    if (shown !== this.#shown) {
      const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.answer;
      const hadFocus = this.element.contains(document.activeElement);
      this.#shown = shown;
      this.element.setAttribute("aria-busy", String(isPending));
      const buttons = answers.map((name) => this.#button(name, isPending));
      this.element.replaceChildren(...buttons);
      if (hadFocus) {
        (buttons.find((one) => one.dataset.answer === focused) ?? buttons[0])?.focus();
      }
    }
  }

  /**
   * @param {AnswerName} name
   * @param {boolean} isPending
   */
  #button(name, isPending) {
    const action = name === "take_over" ? "take" : name;
    const key = Object.entries(LETTERS).find(([, one]) => one === action)?.[0] ?? "";
    const button = el(
      "button",
      {
        type: "button",
        class: `button ${name === "take" ? "main" : ""}`,
        "data-answer": name,
        "aria-keyshortcuts": key || null,
        "aria-disabled": isPending ? "true" : null,
      },
      t(WORDS[name]),
    );
    button.addEventListener("click", () => !isPending && this.#onAnswer(action));
    return button;
  }
}
