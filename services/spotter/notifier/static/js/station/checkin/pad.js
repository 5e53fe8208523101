// Number and PIN, by keys that are large enough for gloves.

/** @import { Asked } from "../../api.js" */
/** @import { CheckedIn } from "../../records/checkin/types.js" */

import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { AnswerLine, field } from "../../records/form.js";
import { t } from "../../words/language.js";

const LONGEST_NUMBER = 12;
const LONGEST_PIN = 8;
const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

export class PinPad {
  #path;
  #onCancel;
  #number = digitsInput("text", LONGEST_NUMBER);
  #pin = digitsInput("password", LONGEST_PIN);
  #numberField = field(t("member_number"), this.#number);
  #answer = new AnswerLine();
  #done = el("button", { type: "submit", class: "pad-key main" });
  #form = el(
    "form",
    { method: "dialog" },
    el("h2", {}, t("check_in")),
    this.#numberField,
    field(t("pin"), this.#pin),
    this.#answer.element,
    el(
      "div",
      { class: "pad-keys" },
      ...DIGITS.map((digit) => this.#key(digit, () => this.#type(digit))),
      this.#key("⌫", () => this.#erase(), t("pad_erase")),
      this.#key("0", () => this.#type("0")),
      this.#done,
    ),
    this.#key(t("pad_cancel"), () => this.#cancel()),
  );
  element = el("dialog", { class: "pin-pad", "aria-label": t("check_in") }, this.#form);
  /** The field that the keys type into. */
  #current = this.#number;

  /**
   * @param {string} stationId
   * @param {() => void} onCancel nobody's PIN is to be waited for any more
   */
  constructor(stationId, onCancel) {
    this.#onCancel = onCancel;
    this.#path = `stations/${encodeURIComponent(stationId)}/checkin/pin`;
    for (const input of [this.#number, this.#pin]) {
      input.addEventListener("focus", () => this.#turnTo(input));
    }
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    this.element.addEventListener("close", () => this.#clear());
    this.element.addEventListener("cancel", () => this.#onCancel()); // the Escape key
  }

  /** @param {boolean} isForBadge a badge has said who it is, and the PIN is asked */
  open(isForBadge) {
    if (!this.element.open) {
      this.#clear();
      this.#numberField.hidden = isForBadge;
      this.element.showModal();
      (isForBadge ? this.#pin : this.#number).focus();
    }
  }

  close() {
    this.element.close();
  }

  #cancel() {
    this.element.close();
    this.#onCancel();
  }

  /** @param {string} digit */
  #type(digit) {
    if (this.#current.value.length < this.#current.maxLength) {
      this.#current.value += digit;
    }
  }

  #erase() {
    this.#current.value = this.#current.value.slice(0, -1);
  }

  #clear() {
    this.#number.value = "";
    this.#pin.value = "";
    this.#answer.say("");
  }

  /** @param {HTMLInputElement} input */
  #turnTo(input) {
    this.#current = input;
    setText(this.#done, t(input === this.#number ? "pad_next" : "check_in"));
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    if (this.#current === this.#number) {
      this.#pin.focus();
      return;
    }
    const number = this.#numberField.hidden ? null : this.#number.value;
    /** @type {Asked<CheckedIn | null>} */
    const asked = await ask(this.#path, "POST", { number, pin: this.#pin.value });
    if ("problem" in asked) {
      this.#pin.value = "";
      this.#answer.complain(asked.problem);
    } else {
      this.element.close();
    }
  }

  /**
   * @param {string} words
   * @param {() => void} onPress
   * @param {string} [label] for words that are none
   */
  #key(words, onPress, label) {
    const key = el("button", { type: "button", class: "pad-key", "aria-label": label }, words);
    // The field keeps the focus, so that a keyboard goes on where a finger stopped.
    key.addEventListener("pointerdown", (event) => event.preventDefault());
    key.addEventListener("click", onPress);
    return key;
  }
}

/**
 * @param {"text" | "password"} type
 * @param {number} maxlength
 */
function digitsInput(type, maxlength) {
  const input = el("input", { type, maxlength, autocomplete: "off", inputmode: "none" });
  input.addEventListener("input", () => {
    input.value = input.value.replace(/\D/g, "");
  });
  return input;
}
