// The keys of the page, and the switch for those that are letters alone (WCAG 2.1.4).

import { el, icon } from "../../dom.js";
import { LANGUAGES, choose, language, t } from "../../words/language.js";
import { LETTERS } from "./keymap.js";

const KEY = "spotter-letters";

export function areLettersOn() {
  return localStorage.getItem(KEY) !== "off";
}

export class HelpDialog {
  element = el("dialog", { class: "ask", "aria-labelledby": "keys-title" });
  button = el("button", { type: "button", class: "small-button" }, t("keys"));

  constructor() {
    this.button.addEventListener("click", () => this.open());
  }

  open() {
    const close = el(
      "button",
      { type: "button", class: "round", "aria-label": t("close") },
      icon("close"),
    );
    close.addEventListener("click", () => this.element.close());
    this.element.lang = language();
    this.element.replaceChildren(
      el("header", {}, el("h2", { id: "keys-title" }, t("keys_title")), close),
      lettersSwitch(),
      el("p", { class: "quiet" }, t("keys_off")),
      el("dl", { class: "keys" }, ...keys().map(([key, words]) => line(key, words))),
      languageChoice(),
    );
    this.element.showModal();
  }
}

/** @returns {[key: string, words: string][]} */
function keys() {
  return [
    ...Object.entries(LETTERS).map(
      ([key, action]) => /** @type {[string, string]} */ ([key, t(`key_${action}`)]),
    ),
    ["Enter", t("key_open")],
    ["1–9", t("key_digits")],
    ["Esc", t("key_escape")],
  ];
}

/**
 * @param {string} key
 * @param {string} words
 */
function line(key, words) {
  return el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, words));
}

function lettersSwitch() {
  const input = el("input", { type: "checkbox", checked: areLettersOn() });
  input.addEventListener("change", () => localStorage.setItem(KEY, input.checked ? "on" : "off"));
  return el("label", { class: "choice" }, input, t("keys_letters"));
}

/** The page begins anew in the language that is chosen. */
function languageChoice() {
  const options = Object.entries(LANGUAGES).map(([value, name]) =>
    el("option", { value, lang: value, selected: value === language() }, name),
  );
  const select = el("select", {}, ...options);
  select.addEventListener("change", () => {
    choose(/** @type {import("../../words/language.js").Language} */ (select.value));
    location.reload();
  });
  return el("label", { class: "reason-field" }, t("language"), select);
}
