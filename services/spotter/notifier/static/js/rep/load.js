// Loads one rep.

/** @import { RepView } from "../messages.js" */

import { access } from "../access.js";
import { inPagesLanguage } from "../api.js";
import { capital } from "../words/text.js";

/**
 * The rep as it is known live, or else, where this page may ask, as the ledger has it.
 *
 * @param {string} encodedId
 * @returns {Promise<{ rep: RepView } | { problem: string }>}
 */
export async function loadRep(encodedId) {
  const { rights, records } = await access();
  const reps = records === "there" && rights.has("reps:read") ? "api/v1/reps" : "api/reps";
  try {
    const answer = await fetch(`${reps}/${encodedId}`, { headers: inPagesLanguage() });
    const body = await answer.json();
    return answer.ok ? { rep: body } : { problem: sentence(body.detail) };
  } catch {
    return { problem: "Spotter does not answer right now. Close this and try again." };
  }
}

/** @param {unknown} detail a text, or a list of problems if the address itself is invalid */
function sentence(detail) {
  const text = typeof detail === "string" ? detail : "the address names no rep";
  return `${capital(text)}.`;
}
