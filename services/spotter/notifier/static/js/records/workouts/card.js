// A workout, to change or to delete.

/** @import { WorkoutView } from "./types.js" */

import { ask } from "../../api.js";
import { el } from "../../dom.js";
import { exerciseName } from "../../words/text.js";
import { itemInWords } from "../../words/workout.js";
import { AnswerLine, button } from "../form.js";
import { loadUnit } from "./unit.js";

/**
 * @param {WorkoutView} workout
 * @param {HTMLElement} more about it
 * @param {{ edit: () => void; gone: () => void }} on
 */
export function workoutCard({ workout_id, title, items }, more, { edit, gone }) {
  const answer = new AnswerLine();
  const unit = loadUnit();
  const remove = button("Delete", "", async () => {
    const deleted = await ask(`workouts/${workout_id}`, "DELETE");
    if ("problem" in deleted) {
      answer.complain(deleted.problem);
    } else {
      gone();
    }
  });
  return el(
    "article",
    { class: "card", "aria-label": title },
    el("h2", {}, title),
    el(
      "ul",
      { class: "item-list" },
      ...items.map((item) =>
        el("li", {}, el("strong", {}, exerciseName(item.exercise)), ` ${itemInWords(item, unit)}`),
      ),
    ),
    more,
    el("p", { class: "fields" }, button("Change", "", edit), remove),
    answer.element,
  );
}
