// The words about checking in.

/** @import { Language } from "./language.js" */

import { t } from "./language.js";

/**
 * What a station's code or tag says, in the fragment of the page's address, which no server sees.
 *
 * @typedef {{ stationId: string; code: string }} Place `code` is empty for a tag
 */

/**
 * The place that a fragment names; null: none.
 *
 * @param {string} hash
 * @returns {Place | null}
 */
export function placeIn(hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const stationId = said.get("station") ?? "";
  const code = said.get("code") ?? "";
  return /^[a-z0-9][a-z0-9-]{0,39}$/.test(stationId) && /^[\w.-]{0,400}$/.test(code)
    ? { stationId, code }
    : null;
}

/**
 * What became of it; stations by their names.
 *
 * @param {{ name: string; station: string; left: string[] }} checkedIn
 * @param {Language} lang
 */
export function checkedInWords({ name, station, left }, lang) {
  const said = t("checked_in", { name, station }, lang);
  const stations = new Intl.ListFormat(lang).format(left);
  return left.length ? `${said} ${t("have_left", { stations }, lang)}` : said;
}
