// One station on the board.

/** @import { PersonSetView, RepMark, StationView } from "../messages.js" */
/** @import { SessionView } from "../records/types.js" */

import { repHash } from "../address.js";
import { el, icon, setText } from "../dom.js";
import { t } from "../words/language.js";
import { OUTCOMES, headline, whichRep } from "../words/rep.js";
import { stationNotice, statusInWords } from "../words/station.js";
import { capital, count, exerciseName } from "../words/text.js";
import { MovingPicture } from "./picture.js";
import { SessionLine } from "./session_line.js";

export class Tile {
  /** @type {StationView | null} */
  #station = null;
  #name = el("h2");
  #exercise = el("p", { class: "exercise" });
  #status = el("p", { class: "status" });
  #count = el("strong");
  #unit = el("span");
  #set = el("span", { class: "set" });
  #total = el(
    "p",
    { class: "count" },
    this.#count,
    el("span", { class: "of" }, this.#unit, this.#set),
  );
  #people = el("ol", { class: "people", "aria-label": t("current_sets"), hidden: true });
  #canvas = el("canvas", { role: "img" });
  #noticeTitle = el("strong");
  #noticeReason = el("span");
  #noticeCount = el("span", { class: "counted" });
  #notice = el(
    "p",
    { class: "notice", hidden: true },
    this.#noticeTitle,
    this.#noticeReason,
    this.#noticeCount,
  );
  #kept = el("p", { class: "kept", hidden: true }, t("pictures_kept"));
  #problem = el("p", { class: "problem", hidden: true });
  #shortfalls = el("ul", { class: "shortfalls", hidden: true });
  #verdict = el("a", { class: "verdict" });
  #session;
  #dots = el("ol", { class: "dots", "aria-label": t("latest_reps_oldest_first") });

  /**
   * @param {string} stationId
   * @param {(name: string) => void} onBegin when somebody wants to begin a session there
   */
  constructor(stationId, onBegin) {
    const name = () => this.#station?.name ?? stationId;
    this.#session = new SessionLine(stationId, name, () => onBegin(name()));
    this.element = el(
      "article",
      { class: "tile", "data-station-id": stationId },
      el("header", {}, el("div", {}, this.#name, this.#exercise), this.#status),
      this.#session.element,
      el(
        "div",
        { class: "stage" },
        this.#canvas,
        this.#notice,
        el("div", { class: "trouble" }, this.#kept, this.#problem, this.#shortfalls),
        this.#total,
        this.#people,
      ),
      el("footer", {}, this.#verdict, this.#dots),
    );
    this.picture = new MovingPicture(this.#canvas);
  }

  get live() {
    return this.#station?.status === "live";
  }

  /** @param {StationView} station */
  show(station) {
    const before = this.#station;
    this.#station = station;
    setText(this.#name, station.name);
    setText(this.#exercise, exerciseName(station.exercise));
    if (before?.status !== station.status || before.delay_s !== station.delay_s) {
      this.#showStatus(station);
    }
    this.#showNotice(station);
    this.#showCount(station);
    if (!before || before.last?.rep_id !== station.last?.rep_id) {
      this.#showVerdict(station, before !== null);
      this.#showDots(station);
    }
    this.picture.mark(station.everybody, station.last?.track_id ?? null);
  }

  /** @param {SessionView | null | undefined} session null: there is none; undefined: not known */
  showSession(session) {
    this.#session.show(this.#station?.everybody ? undefined : session);
  }

  /** @param {StationView} station */
  #showStatus(station) {
    this.#status.replaceChildren(icon(station.status), statusInWords(station));
    this.element.dataset.status = station.status;
  }

  /** @param {StationView} station */
  #showNotice(station) {
    const notice = stationNotice(station);
    const { title, reason, counted } = notice ?? { title: "", reason: "", counted: "" };
    this.#notice.hidden = notice === null;
    setText(this.#noticeTitle, title);
    setText(this.#noticeReason, reason);
    setText(this.#noticeCount, counted);
    this.#canvas.setAttribute("aria-label", `${station.name}: ${title || t("moving_skeleton")}`);
    this.#kept.hidden = !station.keeps_pictures;
    setText(this.#problem, capital(station.problem));
    this.#problem.hidden = !station.problem;
    this.#shortfalls.hidden = !station.shortfalls.length;
    this.#shortfalls.replaceChildren(
      ...station.shortfalls.map((words) => el("li", {}, capital(words))),
    );
    this.element.dataset.lacking = station.shortfalls.length ? "yes" : "no";
    if (notice) {
      this.picture.clear();
    }
  }

  /** @param {StationView} station */
  #showCount(station) {
    setText(this.#count, String(station.rep_count));
    setText(this.#unit, t("reps_unit", { n: station.rep_count }));
    setText(this.#set, station.set_number === null ? "" : t("set", { set: station.set_number }));
    this.#total.hidden = station.people.length > 0;
    this.#people.hidden = station.people.length === 0;
    this.#people.replaceChildren(...station.people.map(personSet));
  }

  /**
   * @param {StationView} station
   * @param {boolean} isNew whether the verdict has just arrived
   */
  #showVerdict({ last: verdict, everybody }, isNew) {
    this.#verdict.hidden = !verdict;
    if (!verdict) {
      return;
    }
    const { title, detail } = headline(verdict, everybody);
    this.#verdict.href = repHash(verdict.rep_id);
    this.#verdict.dataset.outcome = verdict.outcome;
    this.#verdict.replaceChildren(
      icon(verdict.outcome),
      el("span", {}, el("strong", {}, title), el("span", { class: "hint" }, detail)),
    );
    if (isNew) {
      this.element.dataset.said = "";
      this.element.getBoundingClientRect(); // Makes the browser restart the animation.
      this.element.dataset.said = verdict.outcome;
    }
  }

  /** @param {StationView} station */
  #showDots({ recent: reps, everybody }) {
    this.#dots.replaceChildren(
      ...reps.map((rep, place) => {
        const label = `${whichRep(rep, everybody)}: ${OUTCOMES[rep.outcome]}`;
        const newSet = !everybody && place > 0 && !sameSet(reps[place - 1], rep);
        return el(
          "li",
          { class: newSet && "new-set" },
          el(
            "a",
            { href: repHash(rep.rep_id), title: label, "aria-label": label },
            icon(rep.outcome),
          ),
        );
      }),
    );
  }
}

/**
 * @param {RepMark} one
 * @param {RepMark} other
 */
function sameSet(one, other) {
  return one.track_id === other.track_id && one.set_number === other.set_number;
}

/**
 * A person's number, as on their skeleton, the reps in their set, and the latest rep's outcome.
 *
 * @param {PersonSetView} one
 */
function personSet(one) {
  const reps = count(one.rep_count, "rep", "reps");
  const label = `Person ${one.track_id}, set ${one.set_number}, ${reps}, the latest: ${OUTCOMES[one.outcome]}`;
  return el(
    "li",
    {},
    el(
      "a",
      { href: repHash(one.rep_id), title: label, "aria-label": label },
      el("span", { class: "person" }, String(one.track_id)),
      el("strong", {}, String(one.rep_count)),
      icon(one.outcome),
    ),
  );
}
