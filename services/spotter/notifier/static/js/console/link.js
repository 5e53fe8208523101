// A lost connection is an alert of its own: what is shown is old, and never looks like "all fine".

/** @import { SocketState } from "../link_watch.js" */
/** @import { Key } from "../words/language.js" */
/** @import { Sounding } from "./sound/switch.js" */

import { byId, el, setText } from "../dom.js";
import { t } from "../words/language.js";
import { ageInWords } from "./ages.js";
import { priorityMark } from "./priority.js";

/** @type {Record<SocketState, Key>} */
const WORDS = {
  connecting: "connecting",
  behind: "behind",
  open: "connected",
  waiting: "connection_lost",
};

const SHORT_MS = 2500; // A connection that is back before is no news.

export class Link {
  #title = el("strong");
  // Seconds that pass are not read out.
  #reason = el("p", { class: "reason", "aria-hidden": "true" });
  element = el(
    "section",
    { class: "link-lost", role: "alert", hidden: true },
    priorityMark("high"),
    el("div", {}, this.#title, this.#reason),
  );
  #begunMs = 0;

  /**
   * @param {SocketState} state
   * @param {number} silentForMs how long nothing has come
   * @param {number} nowMs of any clock
   */
  show(state, silentForMs, nowMs) {
    setText(byId("connection"), t(WORDS[state]));
    byId("connection").dataset.state = document.body.dataset.connection = state;
    const isOld = (state === "waiting" && silentForMs > SHORT_MS) || this.#isStillBehind(state);
    this.#begunMs = this.element.hidden ? nowMs : this.#begunMs;
    this.element.hidden = !isOld;
    setText(this.#title, isOld ? t(state === "behind" ? "behind" : "lost_title") : "");
    setText(this.#reason, t("lost_reason", { age: ageInWords(silentForMs) }));
  }

  /** @returns {Sounding[]} */
  get sounding() {
    return this.element.hidden
      ? []
      : [{ alert_id: "connection", priority: "high", risen_ms: this.#begunMs }];
  }

  /**
   * What was shown as old stays so until the page has caught up.
   *
   * @param {SocketState} state
   */
  #isStillBehind(state) {
    return state === "behind" && !this.element.hidden;
  }
}
