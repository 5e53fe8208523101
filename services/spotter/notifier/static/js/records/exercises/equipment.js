// The equipment that an exercise was taught with.

/** @import { Asked } from "../../api.js" */
/** @import { TaughtExerciseView } from "./types.js" */

import { ask } from "../../api.js";
import { taughtWithInWords } from "../../words/exercise.js";

/**
 * Names the equipment, if any was taught.
 *
 * @param {HTMLElement} place
 * @param {string} exerciseId
 */
export async function nameEquipment(place, exerciseId) {
  /** @type {Asked<TaughtExerciseView>} */
  const found = await ask(`exercises/${exerciseId}`);
  const held = "answer" in found ? found.answer.equipment : null;
  place.textContent = held ? taughtWithInWords(held) : "";
}
