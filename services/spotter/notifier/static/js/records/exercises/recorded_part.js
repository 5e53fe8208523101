// Which part of what a station sends is a recording. Pure.

/** @import { RecordingView } from "../types.js" */

/** When a recording ends by itself: the API refuses more than two minutes, and asking takes time. */
export const LONGEST_MS = 118_000;

/**
 * What to ask for; without `until_ms` it is all until now.
 *
 * @param {Pick<RecordingView, "since_ms"> | null} recording as the API has told it; null: not yet
 * @param {number} elapsedMs since it began
 */
export function partOf(recording, elapsedMs) {
  if (!recording) {
    return {};
  }
  const { since_ms } = recording;
  return { since_ms, until_ms: elapsedMs < LONGEST_MS ? undefined : since_ms + LONGEST_MS };
}
