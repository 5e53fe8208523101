// What this page may do, and whether the gym's records answer.

const FRESH_MS = 1000;

/** @typedef {"there" | "away" | "none" | "silent"} RecordsState "silent": Spotter does not answer */
/** @typedef {{ rights: Set<string>; records: RecordsState }} Access */

/**
 * Why nothing can be seen or changed, in words.
 *
 * @type {Record<RecordsState, string>}
 */
export const PROBLEMS = {
  there: "",
  away:
    "The gym's records are away: nothing in them can be seen or changed. " +
    "Reps are judged all the same. Spotter asks again by itself.",
  none: "This gym keeps no records, since it runs without a catalog.",
  silent: "Spotter does not answer right now. Try again in a moment.",
};

/** @type {{ atMs: number; answer: Promise<Access> } | null} */
let latest = null;

/** The answer is a second old at most. */
export function access() {
  const nowMs = performance.now();
  if (!latest || nowMs - latest.atMs > FRESH_MS) {
    latest = { atMs: nowMs, answer: asked() };
  }
  return latest.answer;
}

/** @returns {Promise<Access>} */
async function asked() {
  try {
    const answer = await fetch("api/rights");
    const { rights, records } = await answer.json();
    return { rights: new Set(rights), records };
  } catch {
    return { rights: new Set(), records: "silent" };
  }
}
