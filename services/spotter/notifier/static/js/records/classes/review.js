// A class looked back on: who did what, which alerts, and how good the alerting was; to be printed.

/** @import { AlertingReviewView, ClassReviewView } from "./types.js" */

import { ask, query } from "../../api.js";
import { el, setText } from "../../dom.js";
import { classHref, whenInWords } from "../../words/class.js";
import { alertingInWords, attentionInWords, reviewHref, stateInWords } from "../../words/review.js";
import { gymDay } from "../../words/text.js";
import { AnswerLine, button, field } from "../form.js";
import { alertTable, kindTable, memberTable } from "./review_tables.js";

export class ReviewPage {
  #classId;
  #day;
  #name = el("h1", {}, "Looking back");
  #when = el("p", { class: "quiet" });
  #state = el("p");
  #answer = new AnswerLine();
  #chosen = el("input", { type: "date", required: true });
  #content = el("div", { class: "look-back" });

  /**
   * @param {string} classId
   * @param {string} day YYYY-MM-DD; empty: the last one until now
   */
  constructor(classId, day) {
    this.#classId = classId;
    this.#day = day;
    this.#chosen.addEventListener("change", () => {
      if (this.#chosen.value) {
        location.assign(reviewHref(this.#classId, this.#chosen.value));
      }
    });
    this.element = el(
      "div",
      {},
      this.#name,
      this.#when,
      el(
        "div",
        { class: "fields not-printed" },
        field("Day", this.#chosen),
        button("Print", "", () => print()),
        el("a", { class: "plain", href: classHref(classId) }, "The class"),
      ),
      this.#state,
      this.#answer.element,
      this.#content,
    );
  }

  async begin() {
    const id = encodeURIComponent(this.#classId);
    const parts = this.#day ? `?${query({ day: this.#day })}` : "";
    /** @type {import("../../api.js").Asked<ClassReviewView>} */
    const found = await ask(`classes/${id}/review${parts}`);
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    this.#show(found.answer);
  }

  refreshColours() {}

  /** @param {ClassReviewView} review */
  #show(review) {
    const { gym_class, day, members, alerting, alerts } = review;
    const by = gym_class.trainers.length ? `, with ${gym_class.trainers.join(", ")}` : "";
    document.title = `${gym_class.name} on ${gymDay(day)}, Spotter`;
    setText(this.#name, `${gym_class.name}, ${gymDay(day)}`);
    setText(this.#when, `${whenInWords(gym_class)}${by}.`);
    setText(this.#state, stateInWords(review, Date.now()));
    this.#chosen.value = day;
    const names = new Map(members.map((one) => [one.member_id, one.name]));
    this.#content.replaceChildren(
      section(
        "Who did what",
        members.length ? memberTable(members) : words("Nobody takes part, and nobody was there."),
      ),
      section("How good the alerting was", ...alertingParts(alerting)),
      section(
        "Alerts",
        alerts.length ? alertTable(alerts, names) : words("There was no alert on this day."),
      ),
    );
  }
}

/** @param {AlertingReviewView} alerting */
function alertingParts(alerting) {
  if (!alerting.opened) {
    return [words("There is nothing to say of it: there was no alert.")];
  }
  const figures = alertingInWords(alerting).map(([what, value]) =>
    el("div", {}, el("dt", {}, what), el("dd", {}, value)),
  );
  return [
    el("dl", { class: "figures" }, ...figures),
    attention(alerting),
    kindTable(alerting.of_each),
  ];
}

/** @param {AlertingReviewView} alerting */
function attention({ wants_attention }) {
  if (!wants_attention) {
    return words("No fault's threshold wants attention.");
  }
  const { exercise_id } = wants_attention;
  const href = `exercises?calibrate=${encodeURIComponent(exercise_id ?? "")}`;
  return el(
    "p",
    { class: "attention" },
    `${attentionInWords(wants_attention)} `,
    exercise_id ? el("a", { href }, "Calibrate it") : null,
  );
}

/** @param {string} text */
const words = (text) => el("p", {}, text);

/**
 * @param {string} title
 * @param {Node[]} content
 */
function section(title, ...content) {
  return el("section", {}, el("h2", {}, title), ...content);
}
