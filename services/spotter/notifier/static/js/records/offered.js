// What can be chosen from in forms, and names of what was chosen.

/** @import { Asked } from "../api.js" */
/** @import { ClassView, MemberView, Page } from "./types.js" */

import { ask, query } from "../api.js";

const MOST = 1000;

/** @returns {Promise<ClassView[]>} */
export async function classesOfGym() {
  /** @type {Asked<Page<ClassView>>} */
  const found = await ask(`classes?${query({ limit: MOST })}`);
  return "answer" in found ? found.answer.items : [];
}

/**
 * Those of the members who are known.
 *
 * @param {Iterable<string>} ids
 * @returns {Promise<MemberView[]>}
 */
export async function membersOf(ids) {
  const asked = [...ids].map(
    (id) => /** @type {Promise<Asked<MemberView>>} */ (ask(`members/${id}`)),
  );
  return (await Promise.all(asked)).flatMap((one) => ("answer" in one ? [one.answer] : []));
}
