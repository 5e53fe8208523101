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
