// The voice: the browser's own, where it has one of the page's language, else that of the machine
// on which the notifier runs. Browsers are mute until somebody has touched the page.

import { ServerVoice } from "./server_voice.js";

/** "locked": until a tap; "none": nobody here speaks this language. */
/** @typedef {"on" | "off" | "locked" | "none"} VoiceState */

const KEY = "spotter-station-voice";

export class Voice {
  #speech = globalThis.speechSynthesis;
  #isOn = localStorage.getItem(KEY) !== "off";
  #hasFailed = false;
  #lang;
  #server;
  #onChange;

  /**
   * @param {string} stationId
   * @param {string} lang
   * @param {() => void} onChange is told when the state may be another one
   */
  constructor(stationId, lang, onChange) {
    this.#lang = lang;
    this.#server = new ServerVoice(stationId, lang, onChange);
    this.#onChange = onChange;
    this.#speech?.addEventListener?.("voiceschanged", onChange);
    for (const kind of ["pointerdown", "keydown"]) {
      addEventListener(kind, () => setTimeout(onChange), { once: true });
    }
    for (const kind of ["click", "keydown"]) {
      addEventListener(kind, () => this.#wake(), { once: true });
    }
  }

  begin() {
    this.#server.begin();
  }

  /** @returns {VoiceState} */
  get state() {
    if (!this.#own && !this.#server.isThere) {
      return "none";
    }
    if (!this.#isOn) {
      return "off";
    }
    return navigator.userActivation?.hasBeenActive === false ? "locked" : "on";
  }

  /** The browser's voice that speaks the language; null: it has none. */
  get #own() {
    return this.#hasFailed ? null : voiceOf(this.#lang, this.#speech?.getVoices() ?? []);
  }

  toggle() {
    this.#isOn = !this.#isOn;
    localStorage.setItem(KEY, this.#isOn ? "on" : "off");
    if (!this.#isOn) {
      this.#cancel();
    }
    this.#onChange();
  }

  #cancel() {
    this.#speech?.cancel();
    this.#server.cancel();
  }

  /**
   * Says something, after what is being said; what goes first breaks that off.
   *
   * @param {string} text
   * @param {boolean} [goesFirst]
   */
  say(text, goesFirst = false) {
    if (this.state !== "on") {
      return;
    }
    if (goesFirst) {
      this.#cancel();
    }
    if (!this.#own) {
      this.#server.say(text);
      return;
    }
    const words = new SpeechSynthesisUtterance(text);
    words.lang = this.#lang;
    words.voice = this.#own;
    words.addEventListener("error", ({ error }) => this.#fail(error));
    this.#speech.speak(words);
  }

  /**
   * WebKit on phones and tablets drops what a page says, and tells nobody, until it has spoken in a
   * tap (RequireUserGestureForSpeechStartRestriction); saying nothing is enough.
   */
  #wake() {
    this.#speech?.speak(new SpeechSynthesisUtterance(""));
    if (!this.#own) {
      this.#server.wake();
    }
  }

  /** @param {string} error as browsers name it */
  #fail(error) {
    if (error.startsWith("synthesis") || error.endsWith("unavailable")) {
      this.#hasFailed = true;
      this.#onChange();
    }
  }
}

/**
 * A voice of that language, the browser's usual one before others; null: there is none.
 *
 * @template {{ lang: string, default: boolean }} One
 * @param {string} lang such as "de"
 * @param {One[]} voices
 */
export function voiceOf(lang, voices) {
  // Android writes de_DE.
  const of = voices.filter((one) => one.lang.toLowerCase().split(/[-_]/)[0] === lang);
  return of.find((one) => one.default) ?? of[0] ?? null;
}
