// The playback time of a rep.

/** How fast a rep plays, by how fast it was done. */
export const SPEEDS = [0.25, 0.6, 1];
export const USUAL_SPEED = 0.6;
const PAUSE_S = 0.6;

/**
 * The playback time `passedMs` later. A rep plays slowly, pauses at its end and starts again.
 *
 * @param {number} atS seconds since the rep began
 * @param {number} passedMs
 * @param {number} lastS of the rep
 * @param {number} [speed] by how fast it was done
 */
export function advance(atS, passedMs, lastS, speed = USUAL_SPEED) {
  const laterS = atS + (speed * passedMs) / 1000;
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
