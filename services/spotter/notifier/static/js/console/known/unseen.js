// Who trains and has not been looked at for long.

/** @import { StationView } from "../../messages.js" */
/** @import { SessionView } from "../../records/types.js" */
/** @import { NeedView } from "../types.js" */
/** @import { StateName } from "./levels.js" */

const LONG_MS = 600_000;
const MOST = 8;

/**
 * The longest unseen first.
 *
 * @param {StationView[]} stations
 * @param {{ needs: Map<string, NeedView>; sessions: Map<string, SessionView> | null }} known by
 *   station
 * @param {(station: StationView) => StateName} stateOf
 * @param {number} nowMs
 * @returns {{ stationId: string; lookedMs: number | null }[]}
 */
export function longUnseen(stations, { needs, sessions }, stateOf, nowMs) {
  /** @param {string} id */
  const sinceMs = (id) => needs.get(id)?.looked_ms ?? sessions?.get(id)?.begun_ms ?? nowMs;
  return stations
    .filter((one) => ["training", "resting"].includes(stateOf(one)))
    .map(({ station_id: id }) => ({
      stationId: id,
      lookedMs: needs.get(id)?.looked_ms ?? null,
      sinceMs: sinceMs(id),
    }))
    .filter((one) => nowMs - one.sinceMs >= LONG_MS)
    .sort((one, other) => one.sinceMs - other.sinceMs)
    .slice(0, MOST);
}
