// Whose workouts to see, and the templates.

/** @import { ClassView, Page } from "../types.js" */
/** @import { WorkoutView } from "./types.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { proposalsHref } from "../../words/proposal.js";
import { workoutsHref } from "../../words/workout.js";
import { AnswerLine, button } from "../form.js";
import { gymDayNow } from "../gym.js";
import { MemberFinder } from "../member_finder.js";
import { workoutCard } from "./card.js";
import { WorkoutEditor } from "./editor.js";
import { exerciseNames } from "./exercises.js";
import { planForm } from "./plan_form.js";
import { unitField } from "./unit.js";

export class WorkoutsOverview {
  #finder = new MemberFinder(({ member_id }) => location.assign(workoutsHref(member_id)));
  #answer = new AnswerLine();
  #list = el("div", { class: "cards" });
  #editing = el("div");

  constructor() {
    this.element = el(
      "div",
      {},
      el("h1", {}, "Workouts"),
      el(
        "p",
        {},
        el("a", { class: "plain", href: proposalsHref() }, "Proposals for the next time"),
      ),
      el("section", {}, el("h2", {}, "Whose?"), this.#finder.element),
      el(
        "section",
        {},
        el("h2", {}, "Templates"),
        el("p", { class: "quiet" }, "Nobody's, to be planned for all of a class."),
        el(
          "div",
          { class: "fields" },
          button("New template", "main", () => this.#write(null)),
          unitField(() => this.#load()),
        ),
        this.#answer.element,
        this.#editing,
        this.#list,
      ),
    );
  }

  begin() {
    document.title = "Workouts, Spotter";
    this.#finder.focus();
    this.#finder.look();
    this.#load();
  }

  refreshColours() {}

  async #load() {
    /** @type {import("../../api.js").Asked<Page<WorkoutView>>} */
    const found = await ask("workouts?kind=template&limit=1000");
    /** @type {import("../../api.js").Asked<Page<ClassView>>} */
    const classes = await ask("classes?limit=1000");
    const day = await gymDayNow();
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    const { items } = found.answer;
    const known = "answer" in classes ? classes.answer.items : [];
    this.#answer.say(items.length ? "" : "There is none yet.");
    this.#list.replaceChildren(
      ...items.map((one) =>
        workoutCard(one, planForm(one, known, day?.today ?? ""), {
          edit: () => this.#write(one),
          gone: () => this.#load(),
        }),
      ),
    );
  }

  /** @param {WorkoutView | null} template to change; null: a new one */
  async #write(template) {
    const heading = template ? "Change the template" : "New template";
    const editor = new WorkoutEditor(heading, template, await exerciseNames(), {
      save: async (content) => {
        const path = template ? `workouts/${template.workout_id}` : "workouts";
        const stored = await ask(path, template ? "PUT" : "POST", content);
        if ("problem" in stored) {
          return stored.problem;
        }
        this.#editing.replaceChildren();
        await this.#load();
        return "";
      },
      cancel: () => this.#editing.replaceChildren(),
    });
    this.#editing.replaceChildren(editor.element);
    editor.focus();
  }
}
