// The language of the console's and the stations' texts: the one that was chosen, else the browser's, else English.

import { DE } from "./console/de.js";
import { EN } from "./console/en.js";
import { STATION_DE } from "./station/de.js";
import { STATION_EN } from "./station/en.js";

const KEY = "spotter-language";

/** @typedef {keyof typeof EN | keyof typeof STATION_EN} Key */
/** @typedef {string | { one: string; other: string }} Text with {places}; {n} says which number */
/** @typedef {keyof typeof TABLES} Language */

const TABLES = { en: { ...EN, ...STATION_EN }, de: { ...DE, ...STATION_DE } };

/** @type {Record<Language, string>} as each calls itself */
export const LANGUAGES = { en: "English", de: "Deutsch" };

/** @type {Language | null} */
let chosen = null;

/** @returns {Language} */
export function language() {
  chosen ??= languageOf(localStorage.getItem(KEY), navigator.languages);
  return chosen;
}

/** @param {Language} wanted is remembered */
export function choose(wanted) {
  localStorage.setItem(KEY, wanted);
  chosen = wanted;
}

/**
 * The language that this page is in: some are English only.
 *
 * @returns {Language}
 */
export function pageLanguage() {
  return languageOf(null, [globalThis.document?.documentElement.lang ?? ""]);
}

/**
 * A text in the language that was chosen, or in another one.
 *
 * @param {Key} key
 * @param {Record<string, string | number>} [values]
 * @param {Language} [lang]
 */
export function t(key, values = {}, lang = language()) {
  return filled(TABLES[lang][key], lang, values);
}

/**
 * A text of ours in the language that was chosen, whichever it came in; another one as it is.
 *
 * @param {string} text
 * @param {readonly Key[]} keys those that it may be
 */
export function inChosen(text, keys) {
  const key = keys.find((one) => Object.values(TABLES).some((table) => table[one] === text));
  return key ? t(key) : text;
}

/**
 * The first language that there is, of the one remembered and those that the browser prefers.
 *
 * @param {string | null} remembered
 * @param {readonly string[]} preferred such as "de-AT"
 * @returns {Language}
 */
export function languageOf(remembered, preferred) {
  const wanted = [remembered ?? "", ...preferred].map((one) => one.slice(0, 2).toLowerCase());
  const known = wanted.find((one) => one in TABLES);
  return /** @type {Language | undefined} */ (known) ?? "en";
}

/**
 * A text with its places filled.
 *
 * @param {Text} text
 * @param {string} lang
 * @param {Record<string, string | number>} values
 */
export function filled(text, lang, values) {
  const form = typeof text === "string" ? text : text[pluralOf(Number(values.n), lang)];
  return form.replaceAll(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/**
 * @param {number} count
 * @param {string} lang
 */
function pluralOf(count, lang) {
  return new Intl.PluralRules(lang).select(count) === "one" ? "one" : "other";
}
