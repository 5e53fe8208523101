// One alert in the list.

/** @import { AlertView } from "../types.js" */
/** @import { Gym } from "../gym.js" */

import { el, setText } from "../../dom.js";
import { t } from "../../words/language.js";
import { ageInWords } from "../ages.js";
import { endingMark, priorityMark } from "../priority.js";

/**
 * What a row needs to know besides its alert.
 *
 * @typedef {object} RowContext
 * @property {Gym} gym
 * @property {boolean} isPending an answer is on its way
 * @property {boolean} isSelecting
 * @property {boolean} isSelected
 */

/**
 * What a row's buttons do.
 *
 * @typedef {object} RowActions
 * @property {(alert: AlertView) => void} take
 * @property {(alert: AlertView) => void} handBack
 * @property {(alert: AlertView) => void} cue
 * @property {(alert: AlertView, isSelected: boolean) => void} select
 */

export class AlertRow {
  #alert;
  #mark = el("span", { class: "mark" });
  #who = el("strong");
  #title = el("span", { class: "title" });
  #reason = el("span", { class: "reason" });
  #meta = el("span", { class: "meta" });
  #tick = el("input", { type: "checkbox" });
  #pick = el("label", { class: "pick" }, this.#tick);
  #main = el("button", { type: "button", class: "small-button main" });
  #cue = el("button", { type: "button", class: "small-button" }, t("send_cue"));
  #shownMark = "";

  /**
   * @param {AlertView} alert
   * @param {RowActions} actions
   */
  constructor(alert, actions) {
    this.#alert = alert;
    this.link = el(
      "a",
      { href: alertHash(alert.alert_id), class: "open" },
      el("span", { class: "line" }, this.#who, this.#title),
      this.#reason,
      this.#meta,
    );
    this.element = el(
      "li",
      { class: "alert", "data-alert-id": alert.alert_id },
      this.#pick,
      this.#mark,
      this.link,
      el("span", { class: "buttons" }, this.#main, this.#cue),
    );
    this.#tick.addEventListener("change", () => actions.select(this.#alert, this.#tick.checked));
    this.#cue.addEventListener("click", () => actions.cue(this.#alert));
    this.#main.addEventListener("click", () =>
      this.#main.dataset.action === "hand_back"
        ? actions.handBack(this.#alert)
        : actions.take(this.#alert),
    );
  }

  get alert() {
    return this.#alert;
  }

  /**
   * @param {AlertView} alert
   * @param {RowContext} context
   */
  show(alert, context) {
    this.#alert = alert;
    const { gym, isPending, isSelecting, isSelected } = context;
    const who = gym.whoAt(alert.station_id);
    this.#showMark(alert);
    this.element.dataset.active = alert.is_active ? "yes" : "no";
    this.element.setAttribute("aria-busy", String(isPending));
    setText(this.#who, who);
    setText(this.#title, alert.title);
    setText(this.#reason, alert.ended_ms === null ? alert.reason : alert.ending_words);
    setText(this.#meta, metaOf(alert, gym));
    this.#pick.hidden = !isSelecting || alert.ended_ms !== null;
    this.#tick.checked = isSelected;
    this.#tick.setAttribute("aria-label", t("select_one", { what: `${who}, ${alert.title}` }));
    this.#showButtons(alert, gym.me?.author ?? "", isPending, isSelecting);
  }

  /** @param {AlertView} alert */
  #showMark({ priority, ending }) {
    const shown = priority + ending;
    if (shown !== this.#shownMark) {
      this.#shownMark = shown;
      this.element.dataset.priority = priority;
      this.#mark.replaceChildren(ending ? endingMark(ending) : priorityMark(priority));
    }
  }

  /**
   * @param {AlertView} alert
   * @param {string} me
   * @param {boolean} isPending
   * @param {boolean} isSelecting
   */
  #showButtons(alert, me, isPending, isSelecting) {
    const action = actionFor(alert, me);
    const words = { take: t("take"), hand_back: t("hand_back"), take_over: t("take_over") }[action];
    this.#main.dataset.action = action;
    setText(this.#main, isPending ? "…" : words);
    this.#main.setAttribute("aria-label", `${words}: ${this.#who.textContent}, ${alert.title}`);
    this.#cue.setAttribute("aria-label", `${t("send_cue")}: ${this.#who.textContent}`);
    this.#main.disabled = isPending;
    this.#main.hidden = this.#cue.hidden = isSelecting || alert.ended_ms !== null;
  }
}

/** @param {string} alertId */
export const alertHash = (alertId) => `#alert/${encodeURIComponent(alertId)}`;

/**
 * @param {AlertView} alert
 * @param {string} me
 * @returns {"take" | "hand_back" | "take_over"}
 */
export function actionFor({ taking }, me) {
  if (!taking) {
    return "take";
  }
  return taking.author === me ? "hand_back" : "take_over";
}

/**
 * The priority, where, since when, and who has it.
 *
 * @param {AlertView} alert
 * @param {Gym} gym
 */
function metaOf(alert, gym) {
  const station = gym.nameOf(alert.station_id);
  const ended = alert.ending
    ? [t(`ended_${alert.ending}`), ageInWords(gym.nowMs - (alert.ended_ms ?? 0))]
    : [t(`priority_${alert.priority}`), ageInWords(gym.nowMs - alert.opened_ms)];
  return [
    ended[0],
    gym.whoAt(alert.station_id) === station ? "" : station,
    ended[1],
    alert.ended_ms === null ? takingInWords(alert, gym) : "",
    alert.holding && alert.ended_ms === null ? t(`held_${alert.holding}`) : "",
    isUnanswered(alert) ? t("unanswered", { n: alert.escalation }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/**
 * Whether somebody was to answer and nobody has, as it is now.
 *
 * @param {AlertView} alert
 */
function isUnanswered({ escalation, ended_ms, taking }) {
  return escalation > 0 && ended_ms === null && taking === null;
}

/**
 * Who has an alert; empty: nobody.
 *
 * @param {AlertView} alert
 * @param {Gym} gym
 */
export function takingInWords({ taking }, gym) {
  if (!taking) {
    return "";
  }
  const age = ageInWords(gym.nowMs - taking.at_ms);
  return taking.author === gym.me?.author
    ? t("taken_by_me", { age })
    : t("taken_by", { name: taking.name, age });
}
