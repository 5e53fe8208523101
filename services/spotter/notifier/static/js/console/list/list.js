// Who needs me: the alerts in the order of rank, and all that belongs to them.

/** @import { AlertView } from "../types.js" */
/** @import { Gym } from "../gym.js" */
/** @import { Answers } from "../answers/requests.js" */
/** @import { RowActions } from "./row.js" */
/** @import { Sections } from "../known/sections.js" */

import { el, setText } from "../../dom.js";
import { t } from "../../words/language.js";
import { sectionsOf } from "../known/sections.js";
import { ClassLines } from "./lines.js";
import { QuietList } from "./quiet.js";
import { AlertRow } from "./row.js";
import { Section } from "./section.js";
import { Unseen } from "./unseen.js";

const AT_IT_MS = 2000;

/** @typedef {"now" | "mine" | "others" | "waiting" | "declined" | "ended"} SectionName */

/** @type {[name: SectionName, isFolded: boolean][]} */
const SECTIONS = [
  ["now", false],
  ["mine", false],
  ["waiting", true],
  ["others", false],
  ["declined", true],
  ["ended", false],
];

export class AlertList {
  #gym;
  #answers;
  #actions;
  #title = el("h2", { id: "needs-title" });
  #state = el("p", { class: "all-well" });
  #flood = el("p", { class: "flood", role: "status", hidden: true }, t("flood"));
  #lines;
  #quiet;
  #unseen = new Unseen();
  #sections = new Map(SECTIONS.map(([name, isFolded]) => [name, new Section(name, isFolded)]));
  /** @type {Map<string, AlertRow>} */
  #rows = new Map();
  #atItMs = -Infinity;
  /** @type {AlertView[]} */
  #asking = [];
  /** How many alerts, and lines for classes, ask for somebody. */
  askingCount = 0;
  isSelecting = false;
  /** @type {Set<string>} the alerts that are selected */
  selected = new Set();
  /** The alert on which keys act: the one that had the focus last. */
  currentId = "";

  /**
   * @param {Gym} gym
   * @param {Answers} answers
   * @param {RowActions} actions
   */
  constructor(gym, answers, actions) {
    this.#gym = gym;
    this.#answers = answers;
    this.#actions = actions;
    this.#lines = new ClassLines((line) => answers.take(line.alert_ids));
    this.#quiet = new QuietList((id) => answers.endSilence(id));
    const sections = [...this.#sections.values()].map((one) => one.element);
    this.element = el(
      "section",
      { class: "needs", id: "needs", "aria-labelledby": "needs-title" },
      this.#title,
      this.#flood,
      this.#lines.element,
      this.#state,
      ...sections.slice(0, -1),
      this.#quiet.element,
      this.#unseen.element,
      ...sections.slice(-1),
    );
    this.element.addEventListener("pointermove", () => this.#touch(), { passive: true });
    this.element.addEventListener("pointerdown", () => this.#touch(), { passive: true });
    this.element.addEventListener("focusin", (event) => this.#focus(event));
  }

  /** The alerts that ask for somebody, and that nobody has taken. */
  get asking() {
    return this.#asking;
  }

  /** Shows what is known now. A row that moves to another section keeps the focus. */
  show() {
    const focused = document.activeElement;
    this.#showKnown();
    if (focused instanceof HTMLElement && this.element.contains(focused)) {
      focused.focus({ preventScroll: true });
    }
  }

  #showKnown() {
    const { known, me, nowMs } = this.#gym;
    known.forget(nowMs);
    const sections = sectionsOf(known, me?.author ?? "", nowMs, (id) => this.#gym.isShown(id));
    this.#asking = sections.now;
    this.#showState(sections);
    this.#flood.hidden = !known.isFlood;
    this.#lines.show(sections.lines);
    this.#quiet.show(sections.silences, nowMs);
    this.#unseen.show(this.#gym);
    for (const [name, section] of this.#sections) {
      const alerts = sections[name];
      section.show(titleOf(name, alerts), alerts, (one) => this.#row(one), this.#isSomebodyAtIt);
    }
    this.#forgetRows();
  }

  /** @param {1 | -1} step moves the focus to the next alert, or to the one before */
  step(step) {
    const open = SECTIONS.filter(([name]) => name !== "ended");
    const rows = open.flatMap(([name]) => this.#sections.get(name)?.rows ?? []);
    const at = rows.findIndex((row) => row.dataset.alertId === this.currentId);
    const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1);
    rows[next]?.querySelector("a")?.focus();
  }

  /** @param {string} alertId */
  toggle(alertId) {
    this.isSelecting = true;
    this.selected[this.selected.has(alertId) ? "delete" : "add"](alertId);
    this.show();
  }

  endSelecting() {
    this.isSelecting = false;
    this.selected.clear();
    this.show();
  }

  /** @param {AlertView} alert */
  #row(alert) {
    const row = this.#rows.get(alert.alert_id) ?? new AlertRow(alert, this.#actions);
    this.#rows.set(alert.alert_id, row);
    row.show(alert, {
      gym: this.#gym,
      isPending: this.#answers.pending.has(alert.alert_id),
      isSelecting: this.isSelecting,
      isSelected: this.selected.has(alert.alert_id),
    });
    return row;
  }

  #forgetRows() {
    const { alerts } = this.#gym.known;
    for (const id of this.#rows.keys()) {
      if (!alerts.has(id)) {
        this.#rows.delete(id);
        this.selected.delete(id);
      }
    }
  }

  /** @param {Sections} sections */
  #showState({ lines, now, waiting }) {
    const { isKnown, problem } = this.#gym.known;
    const asking = now.length + lines.length;
    this.askingCount = asking;
    setText(this.#title, asking ? t("need_help", { n: asking }) : t("needs_list"));
    this.#state.dataset.kind = isKnown && !problem ? "well" : "unknown";
    this.#state.hidden = isKnown && !problem && (asking > 0 || waiting.length > 0);
    if (!isKnown) {
      setText(this.#state, t(this.#gym.keepsRecords ? "may_not_see" : "nothing_ranks"));
    } else {
      setText(this.#state, problem ? `${t("not_known")}: ${problem}` : t("all_well"));
    }
  }

  get #isSomebodyAtIt() {
    return (
      performance.now() - this.#atItMs < AT_IT_MS || this.element.contains(document.activeElement)
    );
  }

  #touch() {
    this.#atItMs = performance.now();
  }

  /** @param {FocusEvent} event */
  #focus({ target }) {
    const row = /** @type {HTMLElement} */ (target).closest("li.alert");
    this.currentId = (row && /** @type {HTMLElement} */ (row).dataset.alertId) || this.currentId;
  }
}

/**
 * @param {SectionName} name
 * @param {AlertView[]} alerts
 */
function titleOf(name, alerts) {
  const n = alerts.length;
  if (name === "waiting") {
    return t("more_wait", { n });
  }
  return name === "declined" ? t("not_for_me", { n }) : t(`section_${name}`);
}
