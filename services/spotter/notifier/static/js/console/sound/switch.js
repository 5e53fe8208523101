// Sound: on, paused, or off; which of them, and for how long, is always in view.

/** @import { AlertView } from "../types.js" */

import { el, setText } from "../../dom.js";
import { t } from "../../words/language.js";
import { leftInWords } from "../ages.js";
import { SoundRules } from "./rules.js";
import { Tones } from "./tones.js";

/** @typedef {Pick<AlertView, "alert_id" | "priority" | "risen_ms">} Sounding */

export class SoundSwitch {
  #rules = new SoundRules();
  #tones = new Tones();
  #state = el("summary");
  #on = this.#button("sound_turn_on", () => this.#rules.turnOn());
  #pause = this.#button("sound_pause", () => this.pause());
  #off = this.#button("sound_turn_off", () => this.#rules.turnOff(performance.now()));
  element = el(
    "details",
    { class: "menu sound" },
    this.#state,
    el("div", {}, this.#on, this.#pause, this.#off, el("p", {}, t("sound_hint"))),
  );

  constructor() {
    for (const kind of ["pointerdown", "keydown"]) {
      addEventListener(kind, () => this.#tones.allow(), { once: true });
    }
  }

  /** Quiet about what there is now; pressed again, on again. */
  pause() {
    const nowMs = performance.now();
    if (this.#rules.stateAt(nowMs).kind === "paused") {
      this.#rules.turnOn();
    } else {
      this.#rules.pause(nowMs);
    }
    this.#show(nowMs);
  }

  /** @param {Sounding[]} alerts that nobody has taken */
  consider(alerts) {
    const nowMs = performance.now();
    const due = this.#rules.due(alerts, nowMs);
    if (due) {
      this.#tones.play(due);
      this.element.dataset.sounded = due;
    }
    this.#show(nowMs);
  }

  /** @param {number} nowMs */
  #show(nowMs) {
    const state = this.#rules.stateAt(nowMs);
    this.element.dataset.kind = state.kind;
    if (state.kind === "on") {
      setText(this.#state, t(this.#tones.isAllowed ? "sound_on" : "sound_locked"));
    } else {
      const age = leftInWords(state.untilMs - nowMs);
      setText(this.#state, t(state.kind === "paused" ? "sound_paused" : "sound_off", { age }));
    }
    this.#on.hidden = state.kind === "on";
    this.#pause.hidden = state.kind !== "on";
    this.#off.hidden = state.kind === "off";
  }

  /**
   * @param {import("../../words/language.js").Key} key
   * @param {() => void} act
   */
  #button(key, act) {
    const button = el("button", { type: "button", class: "small-button" }, t(key));
    button.addEventListener("click", () => {
      act();
      this.element.open = false;
      this.#show(performance.now());
    });
    return button;
  }
}
