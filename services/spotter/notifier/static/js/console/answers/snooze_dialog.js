// The dialog in which a trainer says what to be quiet about, for how long, and why.

/** @import { AlertView } from "../types.js" */
/** @import { QuietAbout } from "./requests.js" */

import { el, icon } from "../../dom.js";
import { language, t } from "../../words/language.js";

const MINUTES = [5, 15, 30, 60];
const USUAL_MINUTES = 15;
const LONGEST_REASON = 200;

/** @typedef {"fault" | "member" | "station"} Scope */
/** @typedef {(abouts: QuietAbout[], durationS: number, reason: string) => void} OnSnooze */

/**
 * What to be quiet about, for each alert once.
 *
 * @param {Pick<AlertView, "alert_id" | "member_id" | "station_id">[]} alerts
 * @param {Scope} scope
 * @returns {QuietAbout[]}
 */
export function aboutsOf(alerts, scope) {
  if (scope === "member") {
    const members = new Set(alerts.flatMap((one) => one.member_id ?? []));
    return [...members].map((id) => ({ member_id: id }));
  }
  if (scope === "station") {
    return [...new Set(alerts.map((one) => one.station_id))].map((id) => ({ station_id: id }));
  }
  return alerts.map((one) => ({ alert_id: one.alert_id }));
}

export class SnoozeDialog {
  #form = el("form", { method: "dialog" });
  element = el("dialog", { class: "ask", "aria-labelledby": "snooze-title" }, this.#form);
  #onSnooze;
  /** @type {AlertView[]} */
  #alerts = [];

  /** @param {OnSnooze} onSnooze */
  constructor(onSnooze) {
    this.#onSnooze = onSnooze;
    this.#form.addEventListener("submit", () => this.#submit());
  }

  /** @param {AlertView[]} alerts at least one */
  open(alerts) {
    this.#alerts = alerts;
    const hasMember = alerts.some((one) => one.member_id);
    this.element.lang = language();
    this.#form.replaceChildren(
      header(() => this.element.close()),
      choices("scope", t("snooze_what"), [
        ["fault", t("snooze_fault")],
        ...(hasMember ? /** @type {[string, string][]} */ ([["member", t("snooze_member")]]) : []),
        ["station", t("snooze_station")],
      ]),
      choices(
        "minutes",
        t("snooze_until"),
        MINUTES.map((minutes) => [String(minutes), t("minutes", { n: minutes })]),
        String(USUAL_MINUTES),
      ),
      reasonField(),
      el("button", { type: "submit", class: "button main" }, t("snooze")),
    );
    this.element.showModal();
  }

  #submit() {
    const given = new FormData(this.#form);
    const scope = /** @type {Scope} */ (given.get("scope"));
    const reason = String(given.get("reason")).trim() || t("reason_known");
    this.#onSnooze(aboutsOf(this.#alerts, scope), Number(given.get("minutes")) * 60, reason);
  }
}

/** @param {() => void} onClose */
function header(onClose) {
  const close = el(
    "button",
    { type: "button", class: "round", "aria-label": t("close") },
    icon("close"),
  );
  close.addEventListener("click", onClose);
  return el("header", {}, el("h2", { id: "snooze-title" }, t("snooze_title")), close);
}

/**
 * @param {string} name
 * @param {string} title
 * @param {[value: string, words: string][]} options the first is chosen, unless another is said
 * @param {string} [chosen]
 */
function choices(name, title, options, chosen = options[0][0]) {
  return el(
    "fieldset",
    {},
    el("legend", {}, title),
    ...options.map(([value, words]) =>
      el(
        "label",
        { class: "choice" },
        el("input", { type: "radio", name, value, checked: value === chosen }),
        words,
      ),
    ),
  );
}

function reasonField() {
  const usual = [t("reason_known"), t("reason_warm_up"), t("reason_own_way"), t("reason_camera")];
  const input = el("input", {
    type: "text",
    name: "reason",
    list: "usual-reasons",
    maxlength: LONGEST_REASON,
    value: usual[0],
    autocomplete: "off",
  });
  const list = el(
    "datalist",
    { id: "usual-reasons" },
    ...usual.map((words) => el("option", {}, words)),
  );
  return el("label", { class: "reason-field" }, t("snooze_reason"), input, list);
}
