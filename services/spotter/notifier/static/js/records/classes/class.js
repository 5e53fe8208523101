// One class: its history, what it is, and its end.

/** @import { ClassView, MemberView, Page } from "../types.js" */

import { ask, query } from "../../api.js";
import { el, setText } from "../../dom.js";
import { whenInWords } from "../../words/class.js";
import { reviewHref } from "../../words/review.js";
import { day } from "../../words/text.js";
import { AnswerLine, button } from "../form.js";
import { HistoryPanel } from "../history/panel.js";
import { ClassForm } from "./form.js";

const MOST = 1000;

export class ClassPage {
  #classId;
  #name = el("h1", {}, "Class");
  #when = el("p", { class: "quiet" });
  #answer = new AnswerLine();
  #history;
  #form = new ClassForm("Save", (plan) => this.#change(plan));
  #end = button("End the class", "", () => this.#archive());
  #ended = new AnswerLine();
  #rest = el(
    "div",
    { hidden: true },
    el("section", {}, el("h2", {}, "What it is"), this.#form.element),
    el(
      "section",
      { class: "card", "aria-label": "End" },
      el("h2", {}, "End"),
      el("p", { class: "quiet" }, "It is listed no longer. Its history and its sessions stay."),
      el("p", {}, this.#end),
      this.#ended.element,
    ),
  );

  /** @param {string} classId */
  constructor(classId) {
    this.#classId = classId;
    this.#history = new HistoryPanel({ class_id: classId });
    this.element = el(
      "div",
      {},
      this.#name,
      this.#when,
      el("p", {}, el("a", { class: "plain", href: reviewHref(classId) }, "Look back")),
      this.#answer.element,
      this.#history.element,
      this.#rest,
    );
  }

  async begin() {
    const id = encodeURIComponent(this.#classId);
    const parts = query({ class_id: this.#classId, with_left: true, limit: MOST });
    /** @type {import("../../api.js").Asked<ClassView>} */
    const found = await ask(`classes/${id}`);
    /** @type {import("../../api.js").Asked<Page<MemberView>>} */
    const members = await ask(`members?${parts}`);
    if ("problem" in found || "problem" in members) {
      this.#answer.complain("problem" in found ? found.problem : "The members are not known.");
      this.#history.element.hidden = true;
      return;
    }
    await this.#form.begin();
    this.#form.show(found.answer, members.answer.items);
    this.#show(found.answer);
    this.#rest.hidden = false;
    this.#history.begin();
  }

  refreshColours() {
    this.#history.refreshColours();
  }

  /** @param {ClassView} gymClass */
  #show(gymClass) {
    const { name, trainers, archived_ms } = gymClass;
    const by = trainers.length ? `, with ${trainers.join(", ")}` : "";
    const ended = archived_ms === null ? "" : ` It ended on ${day(archived_ms)}.`;
    document.title = `${name}, Spotter`;
    setText(this.#name, name);
    setText(this.#when, `${whenInWords(gymClass)}${by}.${ended}`);
    this.#end.disabled = archived_ms !== null;
  }

  /** @param {object} plan */
  async #change(plan) {
    /** @type {import("../../api.js").Asked<ClassView>} */
    const changed = await ask(`classes/${this.#classId}`, "PUT", plan);
    if ("problem" in changed) {
      return changed.problem;
    }
    this.#show(changed.answer);
    this.#history.begin();
    return "";
  }

  async #archive() {
    /** @type {import("../../api.js").Asked<ClassView>} */
    const ended = await ask(`classes/${this.#classId}/archive`, "PUT");
    if ("problem" in ended) {
      this.#ended.complain(ended.problem);
      return;
    }
    this.#ended.say("It has ended.");
    this.#show(ended.answer);
  }
}
