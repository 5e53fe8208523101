// Does what a key or a button asks for, with the alerts that are meant.

/** @import { AlertView } from "./types.js" */
/** @import { Gym } from "./gym.js" */
/** @import { Answers } from "./answers/requests.js" */
/** @import { AlertList } from "./list/list.js" */
/** @import { OpenedPanel } from "./opened/panel.js" */
/** @import { Action } from "./keys/keymap.js" */

import { t } from "../words/language.js";
import { CueDialog } from "./answers/cue_dialog.js";
import { SnoozeDialog } from "./answers/snooze_dialog.js";
import { TakeOverDialog } from "./answers/take_over_dialog.js";

/**
 * @typedef {object} Around what is around the alerts
 * @property {Gym} gym
 * @property {Answers} answers
 * @property {AlertList} list
 * @property {() => OpenedPanel} panel
 * @property {(words: string, isProblem: boolean) => void} say
 */

export class Acting {
  #around;
  #snooze;
  #cue = new CueDialog();
  #takeOver = new TakeOverDialog();
  /** @type {Partial<Record<Action, (alerts: AlertView[]) => void>>} */
  #deeds;

  /** @param {Around} around */
  constructor(around) {
    this.#around = around;
    const { answers, list } = around;
    this.#snooze = new SnoozeDialog((abouts, durationS, reason) => {
      answers.snooze(abouts, durationS, reason);
      list.endSelecting();
    });
    this.#deeds = {
      take: (alerts) => this.take(alerts),
      hand_back: (alerts) => answers.handBack(idsOf(alerts)),
      not_mine: (alerts) => answers.decline(idsOf(alerts)),
      close: (alerts) => answers.close(idsOf(alerts)),
      snooze: (alerts) => this.#snooze.open(alerts),
      fine: (alerts) => this.#judge(alerts, "fine"),
      wrong: (alerts) => this.#judge(alerts, "wrong"),
      cue: ([alert]) => this.cue(alert),
      select: ([alert]) => list.toggle(alert.alert_id),
    };
  }

  get dialogs() {
    return [this.#snooze.element, this.#cue.element, this.#takeOver.element];
  }

  /**
   * Acts on the opened alert, else on those that are selected, else on the one at hand.
   *
   * @param {Action} action one of those that need an alert
   */
  act(action) {
    const alerts = this.#meant();
    if (!alerts.length) {
      this.#around.say(t("choose_alert"), true);
      return;
    }
    this.#deeds[action]?.(alerts);
    if (this.#around.list.isSelecting && action !== "select" && action !== "snooze") {
      this.#around.list.endSelecting();
    }
  }

  /**
   * Takes alerts; asks first if somebody else has one of them.
   *
   * @param {AlertView[]} alerts
   */
  take(alerts) {
    const { answers, gym } = this.#around;
    const names = othersWith(alerts, gym.me?.author);
    if (names.length) {
      this.#takeOver.open(names, () => answers.take(idsOf(alerts), true));
    } else {
      answers.take(idsOf(alerts));
    }
  }

  /** @param {AlertView} alert */
  cue(alert) {
    const { gym, answers, panel } = this.#around;
    if (panel().stationId) {
      panel().focusCue();
      return;
    }
    this.#cue.open(gym.whoAt(alert.station_id), alert.cues, (text) =>
      answers.cue(alert.station_id, text, alert.alert_id),
    );
  }

  #meant() {
    const { gym, list, panel } = this.#around;
    const opened = panel().alert;
    if (opened || panel().stationId) {
      return opened ? [opened] : [];
    }
    const ids = list.selected.size ? [...list.selected] : [this.#atHand()];
    return ids.flatMap((id) => {
      const alert = gym.known.alerts.get(id);
      return alert && alert.ended_ms === null ? [alert] : [];
    });
  }

  /** The alert of the tile that has the focus, else the one in the list that had it last. */
  #atHand() {
    const { gym, list } = this.#around;
    const place = document.activeElement?.closest(".place");
    const stationId = place instanceof HTMLElement ? (place.dataset.stationId ?? "") : "";
    return stationId ? (gym.known.openAt(stationId)[0]?.alert_id ?? "") : list.currentId;
  }

  /**
   * @param {AlertView[]} alerts
   * @param {"fine" | "wrong"} answer
   */
  #judge(alerts, answer) {
    const { answers, panel, say } = this.#around;
    for (const { alert_id, evidence } of alerts) {
      const repId = panel().repId || evidence.worst_rep_id;
      if (repId) {
        answers.judge(alert_id, repId, answer);
      } else {
        say(t("no_rep"), true);
      }
    }
  }
}

/** @param {AlertView[]} alerts */
function idsOf(alerts) {
  return alerts.map((one) => one.alert_id);
}

/**
 * The names of those others who have one of the alerts.
 *
 * @param {Pick<AlertView, "taking">[]} alerts
 * @param {string | undefined} me
 */
export function othersWith(alerts, me) {
  const takings = alerts.flatMap((one) => one.taking ?? []);
  const others = new Map(takings.map(({ author, name }) => [author, name]));
  return [...others].filter(([author]) => author !== me).map(([, name]) => name);
}
