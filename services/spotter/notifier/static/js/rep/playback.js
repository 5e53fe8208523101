// The time of a rep that is played.

const SPEED = 0.6;
const REST_S = 0.6;

/**
 * Where a rep is `passedMs` later. It is played slowly, rests at its end, and begins anew.
 *
 * @param {number} atS seconds since the rep began
 * @param {number} passedMs
 * @param {number} lastS of the rep
 */
export function playedOn(atS, passedMs, lastS) {
  const laterS = atS + (SPEED * passedMs) / 1000;
  return laterS > lastS + REST_S ? 0 : laterS;
}

/**
 * The frame that is shown `seconds` after the rep began.
 *
 * @param {number[]} timesS of the frames
 * @param {number} seconds
 */
export function frameAt(timesS, seconds) {
  const next = timesS.findIndex((timeS) => timeS > seconds);
  return next < 0 ? timesS.length - 1 : Math.max(next - 1, 0);
}
