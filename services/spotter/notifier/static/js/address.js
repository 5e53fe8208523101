// The URL fragment of a rep: #rep/<id>.

const REP = /^#rep\/(.+)$/;

/** @param {string} repId */
export const repHash = (repId) => `#rep/${encodeURIComponent(repId)}`;

/**
 * The still encoded rep id in a URL fragment; null if it names no rep.
 *
 * @param {string} hash
 */
export const encodedRepIn = (hash) => REP.exec(hash)?.[1] ?? null;

/**
 * The page on which an exercise is calibrated, or on which an earlier version is tried.
 *
 * @param {string} exerciseId
 * @param {string} [digest] of the version
 */
export function calibration(exerciseId, digest = "") {
  const wanted = { calibrate: exerciseId, ...(digest ? { version: digest } : {}) };
  return `exercises?${new URLSearchParams(wanted)}`;
}

/**
 * The page on which an exercise that is described is taught.
 *
 * @param {string} name
 */
export function teaching(name) {
  return `exercises?${new URLSearchParams({ new: "", name })}`;
}
