// Asks what is written about exercises.

/** @import { Asked } from "../../../api.js" */
/** @import { DescribedPage, DescribedView } from "../types.js" */

import { ask, query } from "../../../api.js";

const SAME_WORDS = 50;

/** How many exercises are described and not taught yet; 0 if nobody answers. */
export async function untaughtCount() {
  /** @type {Asked<DescribedPage>} */
  const found = await ask("exercise-descriptions?only_untaught=true&limit=1");
  return "answer" in found ? found.answer.count : 0;
}

/**
 * What is written about the exercise of that name, whatever its case.
 *
 * @param {string} name
 * @returns {Promise<DescribedView | null>}
 */
export async function describedOf(name) {
  const wanted = name.trim().toLowerCase();
  if (!wanted) {
    return null;
  }
  /** @type {Asked<DescribedPage>} */
  const found = await ask(`exercise-descriptions?${query({ search: wanted, limit: SAME_WORDS })}`);
  const items = "answer" in found ? found.answer.items : [];
  return items.find((one) => one.name.toLowerCase() === wanted) ?? null;
}
