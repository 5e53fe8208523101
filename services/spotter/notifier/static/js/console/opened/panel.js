// The panel of an opened alert, or of a station, at its own address: judge, and answer.

/** @import { AlertView } from "../types.js" */
/** @import { Gym } from "../gym.js" */
/** @import { Answers } from "../answers/requests.js" */
/** @import { Action } from "../keys/keymap.js" */
/** @import { Subject } from "./subject.js" */

import { SessionLine } from "../../board/session_line.js";
import { el, icon, setText } from "../../dom.js";
import { language, t } from "../../words/language.js";
import { exerciseName } from "../../words/text.js";
import { priorityMark } from "../priority.js";
import { openedIn } from "./address.js";
import { AnswerBar } from "./answer_bar.js";
import { Cues } from "./cues.js";
import { RepStrip, choice } from "./rep_strip.js";
import { Scene } from "./scene.js";
import { subjectOf } from "./subject.js";

export class OpenedPanel {
  element = el("dialog", { class: "rep opened", "aria-labelledby": "opened-title" });
  #gym;
  #answers;
  #stationId = "";
  #alertId = "";
  #repId = "";
  #hash = "";
  #title = el("h2", { id: "opened-title", tabindex: -1 });
  #reason = el("p", { class: "reason" });
  #taking = el("p", { class: "taking", role: "status" });
  #said = el("p", { class: "said" });
  #bar;
  #strip;
  #onBegin;
  /** @type {SessionLine | null} */
  #session = null;
  /** @type {Cues | null} */
  #cues = null;
  /** @type {Scene | null} */
  #scene = null;

  /**
   * @param {Gym} gym
   * @param {Answers} answers
   * @param {(action: Action) => void} onAnswer is asked to act on the opened alert
   * @param {(stationId: string) => void} onBegin is asked to begin a session
   */
  constructor(gym, answers, onAnswer, onBegin) {
    this.#gym = gym;
    this.#answers = answers;
    this.#onBegin = onBegin;
    this.#bar = new AnswerBar(onAnswer);
    this.#strip = new RepStrip((repId) => this.#choose(repId));
    this.element.addEventListener("close", () => this.#leave());
    this.element.addEventListener(
      "click",
      ({ target }) => target === this.element && this.element.close(),
    );
    addEventListener("hashchange", () => this.followAddress());
    addEventListener("resize", () => this.#scene?.redraw());
  }

  /** The opened alert; null: none is open. */
  get alert() {
    return this.element.open ? (this.#gym.known.alerts.get(this.#alertId) ?? null) : null;
  }

  /** The station that is opened; empty: none. */
  get stationId() {
    return this.element.open ? this.#stationId : "";
  }

  /** The rep that is looked at; empty: none. */
  get repId() {
    return this.#repId;
  }

  followAddress() {
    const opened = openedIn(location.hash);
    if (!opened) {
      this.element.close();
      return;
    }
    if (this.element.open && this.#hash === location.hash) {
      this.refresh();
      return; // What is typed, or played, stays.
    }
    this.#hash = location.hash;
    const { known, stations } = this.#gym;
    if (opened.kind === "alert") {
      this.#open(known.alerts.get(opened.id)?.station_id ?? "", opened.id);
    } else if (stations.has(opened.id)) {
      this.#open(opened.id, known.openAt(opened.id)[0]?.alert_id ?? "");
    }
  }

  /** Shows what has changed of what is open. */
  refresh() {
    if (this.element.open) {
      this.#showSubject();
    }
  }

  refreshColours() {
    this.#scene?.refreshColours();
  }

  /** @param {number} digit sends that sentence */
  sendSentence(digit) {
    this.#cues?.send(digit);
  }

  focusCue() {
    this.#cues?.own.focus();
  }

  /**
   * @param {string} stationId empty: not known
   * @param {string} alertId empty: none
   */
  #open(stationId, alertId) {
    this.#scene?.end();
    this.#stationId = stationId;
    this.#alertId = alertId;
    const subject = subjectOf(this.#gym, stationId, alertId);
    const name = () => this.#gym.nameOf(stationId);
    this.#session = new SessionLine(stationId, name, () => this.#onBegin(stationId));
    this.#repId = subject.worstId || (subject.recent.at(-1)?.rep_id ?? "");
    this.#scene = new Scene(subject.memberId, subject.exercise);
    this.#cues = stationId ? this.#cuesFor(stationId, subject.alert) : null;
    this.element.lang = language();
    this.element.replaceChildren(this.#sheet(subject, this.#scene.element));
    if (!this.element.open) {
      this.element.showModal();
      // Not to a button: whoever presses Enter twice should not answer with it.
      this.#title.focus();
    }
    this.#showSubject();
    this.#scene.show(this.#repId);
    if (stationId && this.#gym.known.isKnown) {
      this.#answers.look(stationId);
    }
  }

  /**
   * @param {string} stationId
   * @param {AlertView | null} alert
   */
  #cuesFor(stationId, alert) {
    return new Cues(this.#gym.whoAt(stationId), alert?.cues ?? [], (text) =>
      this.#answers.cue(stationId, text, alert?.alert_id ?? null),
    );
  }

  /**
   * @param {Subject} subject
   * @param {HTMLElement} scene
   */
  #sheet({ alert, exercise }, scene) {
    const close = el(
      "button",
      { type: "button", class: "round", "aria-label": t("close") },
      icon("close"),
    );
    close.addEventListener("click", () => this.element.close());
    const where = t("at_station", { station: this.#gym.nameOf(this.#stationId) });
    const which = [where, exerciseName(exercise)].filter(Boolean).join(", ");
    const mark = alert ? priorityMark(alert.priority) : null;
    const heading = el("div", {}, this.#title, el("p", { class: "which" }, which), this.#reason);
    const line = this.#session?.element ?? null;
    const act = el("div", { class: "act" }, this.#taking, this.#bar.element, this.#said);
    return el(
      "div",
      { class: "sheet" },
      el("header", {}, mark, heading, line, close),
      this.#gym.known.isKnown
        ? el("div", { class: "respond" }, this.#cues?.element ?? null, act)
        : null,
      this.#strip.element,
      scene,
    );
  }

  #showSubject() {
    const subject = subjectOf(this.#gym, this.#stationId, this.#alertId);
    const { alert, worstId } = subject;
    this.#session?.show(this.#gym.sessionAt(this.#stationId));
    setText(this.#title, subject.title);
    setText(this.#reason, subject.reason);
    setText(this.#taking, subject.taking);
    setText(this.#said, subject.said);
    this.#bar.element.hidden = !alert;
    if (alert) {
      const isPending = this.#answers.pending.has(alert.alert_id);
      this.#bar.show(alert, this.#gym.me?.author ?? "", isPending);
    }
    this.#strip.show(choice(subject.recent, worstId), worstId, this.#repId);
  }

  /** @param {string} repId */
  #choose(repId) {
    this.#repId = repId;
    this.#showSubject();
    this.#scene?.show(repId);
  }

  #leave() {
    this.#scene?.end();
    this.#scene = null;
    this.element.replaceChildren();
    if (openedIn(location.hash)) {
      history.pushState(null, "", location.pathname + location.search);
    }
  }
}
