// What this page may do, who looks at it, and whether the gym's records answer.

import { pageLanguage, t } from "./words/language.js";

const FRESH_MS = 1000;

/** @typedef {"there" | "away" | "none" | "silent"} RecordsState "silent": Spotter does not answer */

/**
 * Who looks at the page.
 *
 * @typedef {object} Me
 * @property {string} author an account's id, or "local" for whoever sits at the machine
 * @property {string} name
 * @property {"owner" | "manager" | "trainer" | "member" | "operator" | "station"} role
 * @property {string | null} member_id of a member's account
 */

/**
 * Access; `problem` says why it is not known who looks.
 *
 * @typedef {{ rights: Set<string>; records: RecordsState; me: Me | null; problem: string }} Access
 */

/**
 * Why nothing can be seen or changed, in the page's words; empty: it can.
 *
 * @param {RecordsState} records
 */
export function recordsProblem(records) {
  return records === "there" ? "" : t(`records_${records}`, {}, pageLanguage());
}

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
    const { rights, records, me, problem } = await answer.json();
    return { rights: new Set(rights), records, me, problem };
  } catch {
    return { rights: new Set(), records: "silent", me: null, problem: "" };
  }
}
