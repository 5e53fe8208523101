// One station on the wall: large where somebody needs help, else small and calm.

/** @import { StationView } from "../../messages.js" */
/** @import { AlertView } from "../types.js" */
/** @import { Gym } from "../gym.js" */
/** @import { Level, Place } from "./layout.js" */

import { el, icon, setText } from "../../dom.js";
import { MovingPicture } from "../../board/picture.js";
import { t } from "../../words/language.js";
import { exerciseName } from "../../words/text.js";
import { ageInWords } from "../ages.js";
import { PRIORITY_OF } from "../priority.js";

const MARKS = 6;

export class WallTile {
  #name = el("strong", { class: "name" });
  #what = el("span", { class: "what" });
  #where = el("span", { class: "where" });
  #taken = el("span", { class: "taken" });
  #reason = el("span", { class: "reason" });
  #state = el("span", { class: "state" });
  #age = el("span", { class: "age" });
  #kept = el("span", { class: "kept", title: t("pictures_kept") }, t("keeps_pictures"));
  #marks = el("span", { class: "marks" });
  #priority = el("span", { class: "priority-mark" });
  #canvas = el("canvas", { "aria-hidden": "true" });
  #shownMarks = "";
  #level = -1;

  /** @param {string} stationId */
  constructor(stationId) {
    this.link = el(
      "a",
      { href: `#station/${encodeURIComponent(stationId)}`, class: "spot" },
      this.#canvas,
      el("span", { class: "head" }, this.#priority, this.#name, this.#age),
      el("span", { class: "body" }, this.#what, this.#where, this.#kept, this.#reason, this.#taken),
      el("span", { class: "foot" }, this.#marks, this.#state),
    );
    this.element = el("li", { class: "place", "data-station-id": stationId }, this.link);
    this.picture = new MovingPicture(this.#canvas);
  }

  get isLarge() {
    return this.#level > 1;
  }

  /**
   * @param {StationView} station
   * @param {Gym} gym
   */
  show(station, gym) {
    const { station_id } = station;
    const need = gym.needOf(station);
    const session = gym.sessionAt(station_id);
    this.#showLevel(need.level);
    setText(this.#name, session?.member_name ?? station.name);
    setText(this.#what, whatOf(station, this.isLarge));
    setText(this.#where, session ? station.name : "");
    this.#kept.hidden = !station.keeps_pictures;
    setText(this.#reason, need.reason);
    this.#showTaking(gym.known.openAt(station_id));
    this.#showMarks(station);
    this.picture.mark(station.everybody, station.last?.track_id ?? null);
    this.showTime(station, gym);
  }

  /**
   * What changes with time alone.
   *
   * @param {StationView} station
   * @param {Gym} gym
   */
  showTime(station, gym) {
    const state = gym.stateOf(station);
    if (this.link.dataset.state !== state) {
      this.link.dataset.state = state;
      setText(this.#state, t(`state_${state}`));
    }
    const sinceMs = station.status === "live" ? station.last?.said_ms : station.since_ms;
    setText(this.#age, sinceMs ? ageInWords(gym.nowMs - sinceMs) : "");
    if (station.status !== "live") {
      this.picture.clear();
    }
  }

  /** @param {Place} place */
  moveTo({ x, y, width, height }) {
    const { style } = this.element;
    style.translate = `${x}px ${y}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
    // Its first place is not one that it moves to.
    requestAnimationFrame(() => this.element.classList.add("moves"));
  }

  /** @param {Level} level */
  #showLevel(level) {
    if (level !== this.#level) {
      this.#level = level;
      this.link.dataset.level = String(level);
      const priority = PRIORITY_OF[level];
      this.#priority.replaceChildren(
        ...(priority ? [icon(`priority-${priority}`), unseen(t(`priority_${priority}`))] : []),
      );
    }
  }

  /** @param {AlertView[]} alerts the open ones here */
  #showTaking(alerts) {
    const names = new Set(alerts.flatMap(({ taking }) => taking?.name ?? []));
    setText(this.#taken, names.size ? t("has_it", { name: [...names].join(", ") }) : "");
    this.link.dataset.taken = names.size ? "yes" : "no";
  }

  /** @param {StationView} station */
  #showMarks({ recent }) {
    const shown = recent.slice(-MARKS);
    const marks = shown.map((rep) => rep.rep_id + rep.outcome).join();
    if (marks !== this.#shownMarks) {
      this.#shownMarks = marks;
      const said = shown.map((rep) => t(rep.outcome)).join(", ");
      this.#marks.replaceChildren(
        ...shown.map((rep) => icon(rep.outcome)),
        ...(shown.length ? [unseen(`${t("latest_reps")}: ${said}`)] : []),
      );
    }
  }
}

/**
 * The set and rep, and the exercise.
 *
 * @param {StationView} station
 * @param {boolean} isLarge whether there is room for words
 */
function whatOf({ exercise, set_number, rep_count }, isLarge) {
  const key = isLarge ? "set_rep" : "set_rep_short";
  const which = set_number === null ? "" : t(key, { set: set_number, rep: rep_count });
  return [which, exerciseName(exercise)].filter(Boolean).join(" · ");
}

/** @param {string} words for screen readers */
function unseen(words) {
  return el("span", { class: "unseen" }, words);
}
