// Asks the API.

import { capital } from "./words/text.js";

const AWAY = "Spotter does not answer right now. Try again in a moment.";

/**
 * What the API answered, or why not, as a sentence, with the status of the answer (0: there was
 * none).
 *
 * @template Answer
 * @typedef {{ answer: Answer } | { problem: string; status: number }} Asked
 */

/**
 * @template Answer
 * @param {string} path below api/v1/
 * @param {"GET" | "POST" | "PUT" | "DELETE"} [method]
 * @param {object} [body]
 * @returns {Promise<Asked<Answer>>}
 */
export async function ask(path, method = "GET", body = undefined) {
  try {
    const answer = await fetch(`api/v1/${path}`, {
      method,
      headers: { "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const content = await answer.json();
    return answer.ok
      ? { answer: content }
      : { problem: sentence(content.detail), status: answer.status };
  } catch {
    return { problem: AWAY, status: 0 };
  }
}

/**
 * What this page may do, such as "members:read"; nothing if Spotter does not answer.
 *
 * @returns {Promise<Set<string>>}
 */
export async function ownRights() {
  try {
    const answer = await fetch("api/rights");
    const { rights } = await answer.json();
    return new Set(rights);
  } catch {
    return new Set();
  }
}

/**
 * A query such as "search=anna&limit=20"; what is null or empty is left out.
 *
 * @param {Record<string, string | number | boolean | null | undefined>} parts
 */
export function query(parts) {
  const given = Object.entries(parts).filter(
    ([, value]) => value !== null && value !== undefined && value !== "" && value !== false,
  );
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

/** @param {string} detail */
function sentence(detail) {
  return capital(detail.replace(/[.]?$/, "."));
}
