// For whom a template is planned, and on which day.

/** @import { ClassView } from "../types.js" */
/** @import { PlannedView, WorkoutView } from "./types.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { count, gymDay } from "../../words/text.js";
import { AnswerLine, button, field } from "../form.js";

/**
 * @param {WorkoutView} template
 * @param {ClassView[]} classes
 * @param {string} today in the gym
 */
export function planForm({ workout_id, title }, classes, today) {
  const answer = new AnswerLine();
  const day = el("input", { type: "date", value: today });
  const gymClass = el(
    "select",
    {},
    ...classes.map((one) => el("option", { value: one.class_id }, one.name)),
  );
  const plan = button("Plan it for the class", "", async () => {
    const wanted = { day: day.value, class_id: gymClass.value };
    /** @type {import("../../api.js").Asked<PlannedView>} */
    const planned = await ask(`workouts/${workout_id}/plans`, "POST", wanted);
    if ("problem" in planned) {
      answer.complain(planned.problem);
      return;
    }
    const { workouts, new_count } = planned.answer;
    const members = count(workouts.length, "member has", "members have");
    answer.say(`${members} ${title} on ${gymDay(day.value)}, ${new_count} of them new.`);
  });
  return classes.length
    ? el(
        "div",
        {},
        el("div", { class: "fields" }, field("Class", gymClass), field("On", day), plan),
        answer.element,
      )
    : el("p", { class: "quiet" }, "There is no class to plan it for yet.");
}
