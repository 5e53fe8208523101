// The playback time of a rep.

const SPEED = 0.6;
const PAUSE_S = 0.6;

/**
 * The playback time `passedMs` later. A rep plays slowly, pauses at its end and starts again.
 *
 * @param {number} atS seconds since the rep began
 * @param {number} passedMs
 * @param {number} lastS of the rep
 */
export function advance(atS, passedMs, lastS) {
  const laterS = atS + (SPEED * passedMs) / 1000;
  return laterS > lastS + PAUSE_S ? 0 : laterS;
}

/**
 * The frame to show `seconds` after the rep began.
 *
 * @param {number[]} timesS of the frames
 * @param {number} seconds
 */
export function frameAt(timesS, seconds) {
  const next = timesS.findIndex((timeS) => timeS > seconds);
  return next < 0 ? timesS.length - 1 : Math.max(next - 1, 0);
}
