// A member's workouts of a day: what is planned, and beside it what was done.

/** @import { HistoryView, MemberView } from "../types.js" */
/** @import { WorkoutView } from "./types.js" */

import { ask, query } from "../../api.js";
import { el, setText } from "../../dom.js";
import { memberHref } from "../../words/member.js";
import { proposalsHref } from "../../words/proposal.js";
import { gymDay } from "../../words/text.js";
import { besideThePlan, calendarHref } from "../../words/workout.js";
import { AnswerLine, button, field } from "../form.js";
import { gymDayNow } from "../gym.js";
import { workoutCard } from "./card.js";
import { repsOf, workoutsOf } from "./day_records.js";
import { WorkoutEditor } from "./editor.js";
import { exerciseNames } from "./exercises.js";
import { ImportCard } from "./import.js";
import { PlanTable } from "./plan_table.js";
import { loadUnit, unitField } from "./unit.js";

const KINDS = { planned: "Planned", performed: "Done", template: "Template" };
const DAY_MS = 24 * 3600 * 1000;

export class MemberDay {
  #memberId;
  #day = el("input", { type: "date", required: true });
  #title = el("h1", {}, "Workouts");
  #about = el("p", { class: "quiet" });
  #answer = new AnswerLine();
  #table = new PlanTable();
  #cards = el("section", { class: "cards", "aria-label": "Workouts" });
  #editing = el("div");
  #import;
  /** @type {WorkoutView[]} */
  #workouts = [];
  /** @type {HistoryView["exercises"]} */
  #seen = [];
  #asked = 0;

  /** @param {URLSearchParams} asked with `member`, and perhaps `day` */
  constructor(asked) {
    this.#memberId = asked.get("member") ?? "";
    this.#day.value = asked.get("day") ?? "";
    this.#import = new ImportCard(this.#memberId, () => this.#load());
    this.#day.addEventListener("change", () => this.#load());
    this.element = el(
      "div",
      {},
      this.#title,
      this.#about,
      el(
        "div",
        { class: "fields" },
        this.#step("‹", "Day before", -1),
        field("Day", this.#day),
        this.#step("›", "Day after", 1),
        unitField(() => this.#draw()),
      ),
      this.#answer.element,
      this.#table.element,
      el(
        "p",
        { class: "fields" },
        button("Plan a workout", "main", () => this.#write(false)),
        button("Note what was done", "", () => this.#write(true)),
      ),
      this.#editing,
      this.#cards,
      this.#import.element,
    );
  }

  async begin() {
    /** @type {import("../../api.js").Asked<MemberView>} */
    const member = await ask(`members/${encodeURIComponent(this.#memberId)}`);
    if ("problem" in member) {
      this.#answer.complain(member.problem);
      return;
    }
    const { name, member_id } = member.answer;
    const gym = await gymDayNow();
    document.title = `Workouts of ${name}, Spotter`;
    setText(this.#title, name);
    this.#about.replaceChildren(
      el("a", { class: "plain", href: memberHref(member_id) }, "History and data"),
      " · ",
      el("a", { class: "plain", href: proposalsHref(member_id) }, "Proposals"),
      " · ",
      el("a", { class: "plain", href: calendarHref(member_id), download: "" }, "Calendar"),
    );
    this.#day.value ||= gym?.today ?? "";
    this.#import.begin(name, gym?.today ?? "");
    await this.#load();
  }

  refreshColours() {}

  /**
   * @param {string} sign
   * @param {string} label
   * @param {number} days
   */
  #step(sign, label, days) {
    const step = button(sign, "", () => this.#move(days));
    step.setAttribute("aria-label", label);
    return step;
  }

  /** @param {number} days */
  #move(days) {
    this.#day.value = new Date(this.#day.valueAsNumber + days * DAY_MS).toISOString().slice(0, 10);
    this.#load();
  }

  async #load() {
    const asked = ++this.#asked;
    const day = this.#day.value;
    this.#editing.replaceChildren();
    const parts = query({ member_id: this.#memberId, first_day: day, last_day: day });
    const [workouts, seen] = await Promise.all([workoutsOf(parts), repsOf(parts)]);
    if (asked !== this.#asked) {
      return;
    }
    if ("problem" in workouts) {
      this.#answer.complain(workouts.problem);
      return;
    }
    history.replaceState(null, "", `workouts?${query({ member: this.#memberId, day })}`);
    this.#workouts = workouts.answer.items;
    this.#seen = seen;
    this.#draw();
  }

  #draw() {
    const unit = loadUnit();
    const rows = besideThePlan(this.#workouts, this.#seen, unit);
    const day = gymDay(this.#day.value);
    this.#answer.say(rows.length ? day : `${day}: nothing is planned and nothing was done.`);
    this.#table.show(rows);
    this.#cards.replaceChildren(...this.#workouts.map((one) => this.#card(one)));
  }

  /** @param {WorkoutView} workout */
  #card(workout) {
    return workoutCard(workout, el("p", { class: "quiet" }, KINDS[workout.kind]), {
      edit: () => this.#edit(workout),
      gone: () => this.#load(),
    });
  }

  /** @param {boolean} isDone */
  #write(isDone) {
    const planned = this.#workouts.find((one) => one.kind === "planned") ?? null;
    const placement = { member_id: this.#memberId, day: this.#day.value, is_performed: isDone };
    const heading = isDone ? "What was done" : "What to do";
    this.#open(heading, isDone ? planned : null, (content) =>
      ask("workouts", "POST", { ...content, placement }),
    );
  }

  /** @param {WorkoutView} workout */
  #edit(workout) {
    const { workout_id, member_id, day, class_id, kind } = workout;
    const placement = { member_id, day, class_id, is_performed: kind === "performed" };
    this.#open("Change it", workout, (content) =>
      ask(`workouts/${workout_id}`, "PUT", { ...content, placement }),
    );
  }

  /**
   * @param {string} heading
   * @param {WorkoutView | null} workout
   * @param {(content: object) => Promise<import("../../api.js").Asked<WorkoutView>>} store
   */
  async #open(heading, workout, store) {
    const exercises = await exerciseNames();
    const editor = new WorkoutEditor(heading, workout, exercises, {
      save: async (content) => {
        const stored = await store(content);
        if ("problem" in stored) {
          return stored.problem;
        }
        await this.#load();
        return "";
      },
      cancel: () => this.#editing.replaceChildren(),
    });
    this.#editing.replaceChildren(editor.element);
    editor.focus();
  }
}
