// Parts of forms.

import { el, setText } from "../dom.js";

/**
 * A label around an input.
 *
 * @param {string} label
 * @param {HTMLInputElement | HTMLSelectElement} input
 * @param {string} [kind]
 */
export function field(label, input, kind = "") {
  return el("label", { class: `field ${kind}` }, label, input);
}

/**
 * A box to tick.
 *
 * @param {string} label
 * @param {boolean} isChecked
 */
export function tickBox(label, isChecked) {
  const input = el("input", { type: "checkbox", checked: isChecked });
  const words = el("span", {}, label);
  return { input, words, element: el("label", { class: "check" }, input, words) };
}

/**
 * @param {string} text
 * @param {string} kind "main", "grave" or empty
 * @param {() => void} onClick
 */
export function button(text, kind, onClick) {
  const element = el("button", { type: "button", class: `button ${kind}` }, text);
  element.addEventListener("click", onClick);
  return element;
}

/** A line that says what became of what was asked for; screen readers read it out. */
export class AnswerLine {
  element = el("p", { class: "answer", role: "status" });

  /** @param {string} words */
  say(words) {
    this.element.dataset.kind = "done";
    setText(this.element, words);
  }

  /** @param {string} words */
  complain(words) {
    this.element.dataset.kind = "problem";
    setText(this.element, words);
  }
}
