// One station on the board.

import { el, icon, setText } from "./dom.js";
import { StationView } from "./view.js";
import {
  OUTCOMES,
  STATUSES,
  count,
  exerciseName,
  headline,
  repHash,
  stationNotice,
  whichRep,
} from "./words.js";

export class Tile {
  #station = null;

  constructor(stationId) {
    this.name = el("h2");
    this.exercise = el("p", { class: "exercise" });
    this.status = el("p", { class: "status" });
    this.count = el("strong");
    this.unit = el("span");
    this.set = el("span", { class: "set" });
    this.total = el(
      "p",
      { class: "count" },
      this.count,
      el("span", { class: "of" }, this.unit, this.set),
    );
    this.people = el("ol", { class: "people", "aria-label": "Current sets", hidden: true });
    this.canvas = el("canvas", { role: "img" });
    this.noticeTitle = el("strong");
    this.noticeReason = el("span");
    this.noticeCount = el("span", { class: "counted" });
    this.notice = el(
      "p",
      { class: "notice", hidden: true },
      this.noticeTitle,
      this.noticeReason,
      this.noticeCount,
    );
    this.verdict = el("a", { class: "verdict" });
    this.dots = el("ol", { class: "dots", "aria-label": "Latest reps, oldest first" });
    this.element = el(
      "article",
      { class: "tile" },
      el("header", {}, el("div", {}, this.name, this.exercise), this.status),
      el("div", { class: "stage" }, this.canvas, this.notice, this.total, this.people),
      el("footer", {}, this.verdict, this.dots),
    );
    this.element.dataset.stationId = stationId;
    this.view = new StationView(this.canvas);
  }

  get live() {
    return this.#station?.status === "live";
  }

  show(station) {
    const before = this.#station;
    this.#station = station;
    setText(this.name, station.name);
    setText(this.exercise, exerciseName(station.exercise));
    this.#showStatus(station, before);
    this.#showCount(station);
    if (before?.last?.rep_id !== station.last?.rep_id || !before) {
      this.#showVerdict(station, before !== null);
      this.#showDots(station);
    }
    this.view.mark(station.everybody, station.last?.track_id);
  }

  #showStatus(station, before) {
    if (before?.status !== station.status) {
      this.status.replaceChildren(icon(station.status), STATUSES[station.status]);
      this.element.dataset.status = station.status;
    }
    const notice = stationNotice(station);
    this.notice.hidden = notice === null;
    setText(this.noticeTitle, notice?.title ?? "");
    setText(this.noticeReason, notice?.reason ?? "");
    setText(this.noticeCount, notice?.counted ?? "");
    this.canvas.setAttribute(
      "aria-label",
      `${station.name}: ${notice ? notice.title : "moving skeleton"}`,
    );
    if (notice) {
      this.view.clear();
    }
  }

  #showCount(station) {
    setText(this.count, String(station.rep_count));
    setText(this.unit, station.rep_count === 1 ? "rep" : "reps");
    setText(this.set, station.set_number === null ? "" : `Set ${station.set_number}`);
    this.total.hidden = station.people.length > 0;
    this.people.hidden = station.people.length === 0;
    this.people.replaceChildren(...station.people.map(personSet));
  }

  #showVerdict({ last: verdict, everybody }, isNew) {
    this.verdict.hidden = !verdict;
    if (!verdict) {
      return;
    }
    const { title, detail } = headline(verdict, everybody);
    this.verdict.href = repHash(verdict.rep_id);
    this.verdict.dataset.outcome = verdict.outcome;
    this.verdict.replaceChildren(
      icon(verdict.outcome),
      el("span", {}, el("strong", {}, title), el("span", { class: "hint" }, detail)),
    );
    if (isNew) {
      this.element.dataset.said = "";
      this.element.offsetWidth; // Makes the browser begin the animation anew.
      this.element.dataset.said = verdict.outcome;
    }
  }

  #showDots({ recent: reps, everybody }) {
    this.dots.replaceChildren(
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

function sameSet(one, other) {
  return one.track_id === other.track_id && one.set_number === other.set_number;
}

// A person's number, as on their skeleton, the reps of their set, and the outcome of the latest.
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
