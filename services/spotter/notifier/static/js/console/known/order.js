// The order of stations on the wall: by need; who is fine stays in the gym's own order.

/** @import { StationNeed } from "./levels.js" */
/** @import { Wanted } from "../wall/layout.js" */

/**
 * @param {string[]} stationIds in the gym's order
 * @param {Map<string, StationNeed>} needs
 * @returns {Wanted[]}
 */
export function byNeed(stationIds, needs) {
  const wanted = stationIds.map((id, place) => {
    const { level, rank } = needs.get(id) ?? { level: /** @type {0} */ (0), rank: 0 };
    return { id, level, rank: level ? rank : 0, place };
  });
  wanted.sort(
    (one, other) => other.level - one.level || other.rank - one.rank || one.place - other.place,
  );
  return wanted.map(({ id, level }) => ({ id, level }));
}
