// Why nothing moves on a station's screen, and what else everybody there must know. Pure.

/** @import { StationView } from "../../messages.js" */
/** @import { Key } from "../../words/language.js" */

import { ASLEEP } from "./pause.js";

/**
 * What to say of it; null: nothing.
 *
 * @param {StationView | null} station null: it is not known yet
 * @param {boolean} isLost whether there is no connection
 * @returns {Key | null}
 */
export function noticeOf(station, isLost) {
  if (isLost) {
    return "screen_lost";
  }
  if (station === null || station.status === "live") {
    return null;
  }
  if (station.status === "paused") {
    return station.reason === ASLEEP ? "station_asleep" : "station_paused";
  }
  return station.status === "connecting" ? "station_starting" : "station_offline";
}

/**
 * All that is to be said on top of the screen.
 *
 * @param {StationView | null} station null: it is not known yet
 * @param {boolean} isLost whether there is no connection
 * @returns {Key[]}
 */
export function noticesOf(station, isLost) {
  const notice = noticeOf(station, isLost);
  const kept = station?.keeps_pictures ? /** @type {const} */ (["pictures_kept"]) : [];
  return [...(notice ? [notice] : []), ...kept];
}
