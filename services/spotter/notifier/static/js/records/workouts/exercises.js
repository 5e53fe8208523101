// The names of the exercises that a workout can have.

/** @import { ExerciseView, Page } from "../types.js" */

import { ask } from "../../api.js";

export async function exerciseNames() {
  /** @type {import("../../api.js").Asked<Page<ExerciseView>>} */
  const found = await ask("exercises?limit=1000");
  return "answer" in found ? found.answer.items.map((one) => one.name) : [];
}
