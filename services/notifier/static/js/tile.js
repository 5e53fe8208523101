// One station on the board.

import { el, icon, setText } from "./dom.js";
import { StationView } from "./view.js";
import { OUTCOMES, STATUSES, exerciseName, headline, repHash, stationNotice } from "./words.js";

export class Tile {
  #station = null;

  constructor(stationId) {
    this.name = el("h2");
    this.exercise = el("p", { class: "exercise" });
    this.status = el("p", { class: "status" });
    this.count = el("strong");
    this.unit = el("span");
    this.set = el("span", { class: "set" });
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
      el(
        "div",
        { class: "stage" },
        this.canvas,
        this.notice,
        el("p", { class: "count" }, this.count, el("span", { class: "of" }, this.unit, this.set)),
      ),
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
      this.#showVerdict(station.last, before !== null);
      this.#showDots(station.recent);
    }
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
    this.canvas.setAttribute("aria-label", `${station.name}: ${notice ? notice.title : "moving skeleton"}`);
    if (notice) {
      this.view.clear();
    }
  }

  #showCount(station) {
    setText(this.count, String(station.rep_count));
    setText(this.unit, station.rep_count === 1 ? "rep" : "reps");
    setText(this.set, station.set_number === null ? "" : `Set ${station.set_number}`);
  }

  #showVerdict(verdict, isNew) {
    this.verdict.hidden = !verdict;
    if (!verdict) {
      return;
    }
    const { title, detail } = headline(verdict);
    this.verdict.href = repHash(verdict.rep_id);
    this.verdict.dataset.outcome = verdict.outcome;
    this.verdict.replaceChildren(
      icon(verdict.outcome),
      el(
        "span",
        {},
        el("strong", {}, title),
        el("span", { class: "hint" }, detail),
      ),
    );
    if (isNew) {
      this.element.dataset.said = "";
      this.element.offsetWidth; // Makes the browser begin the animation anew.
      this.element.dataset.said = verdict.outcome;
    }
  }

  #showDots(reps) {
    this.dots.replaceChildren(
      ...reps.map((rep, place) => {
        const label = `Set ${rep.set_number}, rep ${rep.rep_number}: ${OUTCOMES[rep.outcome]}`;
        const newSet = place > 0 && reps[place - 1].set_number !== rep.set_number;
        return el(
          "li",
          { class: newSet && "new-set" },
          el("a", { href: repHash(rep.rep_id), title: label, "aria-label": label }, icon(rep.outcome)),
        );
      }),
    );
  }
}
