// Asks the API.

/** @import { StationView } from "./messages.js" */

import { access, recordsProblem } from "./access.js";
import { signInFirst } from "./signed_in.js";
import { pageLanguage } from "./words/language.js";
import { sentence } from "./words/text.js";

const AWAY = 503;
const UNKNOWN = 401;
const NO_CONTENT = 204;

/**
 * What the API answered, or why not, as a sentence, with the status of the answer (0: there was
 * none).
 *
 * @template Answer
 * @typedef {{ answer: Answer } | { problem: string; status: number }} Asked
 */

/** @type {() => void} */
let onAway = () => {};

/** @param {() => void} tell is called whenever the records do not answer */
export function whenAway(tell) {
  onAway = tell;
}

/**
 * Asks, unless the records are known not to answer: browsers log every answer that is none.
 *
 * @template Answer
 * @param {string} path below api/v1/
 * @param {"GET" | "POST" | "PUT" | "DELETE"} [method]
 * @param {object} [body] a file, or what is sent as JSON
 * @returns {Promise<Asked<Answer>>}
 */
export async function ask(path, method = "GET", body = undefined) {
  const { records } = await access();
  if (records !== "there") {
    onAway();
    return { problem: recordsProblem(records), status: AWAY };
  }
  try {
    const answer = await fetch(`api/v1/${path}`, { method, ...content(body) });
    if (answer.status === AWAY) {
      onAway();
    } else if (answer.status === UNKNOWN && method === "GET") {
      signInFirst();
    }
    const said = answer.status === NO_CONTENT ? null : await answer.json();
    return answer.ok ? { answer: said } : { problem: sentence(said.detail), status: answer.status };
  } catch {
    return { problem: recordsProblem("silent"), status: 0 };
  }
}

/** @returns {Promise<StationView[]>} none if Spotter does not answer */
export async function stationsOfGym() {
  try {
    const answer = await fetch("api/stations");
    return answer.ok ? await answer.json() : [];
  } catch {
    return [];
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

/** What asks for an answer in the page's language: the browser prefers perhaps another one. */
export const inPagesLanguage = () => ({ "Accept-Language": pageLanguage() });

/**
 * @param {object | undefined} body
 * @returns {RequestInit}
 */
function content(body) {
  const headers = inPagesLanguage();
  if (body === undefined) {
    return { headers };
  }
  return body instanceof Blob
    ? { body, headers: { ...headers, "Content-Type": "application/octet-stream" } }
    : { body: JSON.stringify(body), headers: { ...headers, "Content-Type": "application/json" } };
}
