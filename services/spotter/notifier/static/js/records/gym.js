// What the pages know of the gym itself.

/** @import { GymDayView } from "./workouts/types.js" */

import { ask } from "../api.js";

/** Which day it is in the gym; null if nobody answers. */
export async function gymDayNow() {
  /** @type {import("../api.js").Asked<GymDayView>} */
  const found = await ask("gym");
  return "answer" in found ? found.answer : null;
}
