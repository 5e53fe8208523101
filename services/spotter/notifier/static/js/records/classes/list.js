// The gym's classes, and a form that makes one.

/** @import { ClassView, Page } from "../types.js" */

import { ask, query } from "../../api.js";
import { el } from "../../dom.js";
import { classHref, whenInWords } from "../../words/class.js";
import { count } from "../../words/text.js";
import { AnswerLine, tickBox } from "../form.js";
import { ClassForm } from "./form.js";

const MOST = 1000;

export class ClassList {
  #withEnded = tickBox("Show those that have ended, too", false);
  #answer = new AnswerLine();
  #list = el("ul", { class: "people-list", "aria-label": "Classes" });
  #form = new ClassForm("Make the class", make);

  constructor() {
    this.#withEnded.input.addEventListener("change", () => this.#load());
    this.element = el(
      "div",
      {},
      el("h1", {}, "Classes"),
      this.#withEnded.element,
      this.#answer.element,
      this.#list,
      el("section", {}, el("h2", {}, "Make a class"), this.#form.element),
    );
  }

  begin() {
    document.title = "Classes, Spotter";
    this.#form.begin();
    this.#load();
  }

  refreshColours() {}

  async #load() {
    const parts = query({ with_archived: this.#withEnded.input.checked, limit: MOST });
    /** @type {import("../../api.js").Asked<Page<ClassView>>} */
    const found = await ask(`classes?${parts}`);
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    const { items } = found.answer;
    this.#answer.say(items.length ? "" : "There is no class yet.");
    this.#list.replaceChildren(...items.map(row));
  }
}

/** @param {ClassView} gymClass */
function row(gymClass) {
  const { class_id, name, member_ids, archived_ms } = gymClass;
  const members = count(member_ids.length, "member", "members");
  const ended = archived_ms === null ? "" : ", has ended";
  return el(
    "li",
    {},
    el(
      "a",
      { href: classHref(class_id) },
      el("strong", {}, name),
      el("span", { class: "quiet" }, `${whenInWords(gymClass)}, ${members}${ended}`),
    ),
  );
}

/** @param {object} plan */
async function make(plan) {
  /** @type {import("../../api.js").Asked<ClassView>} */
  const made = await ask("classes", "POST", plan);
  if ("problem" in made) {
    return made.problem;
  }
  location.assign(classHref(made.answer.class_id));
  return "";
}
