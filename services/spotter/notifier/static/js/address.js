// The address of a rep: #rep/<id>.

const REP = /^#rep\/(.+)$/;

/** @param {string} repId */
export const repHash = (repId) => `#rep/${encodeURIComponent(repId)}`;

/**
 * The id of the rep that an address names, still encoded; null when it names none.
 *
 * @param {string} hash
 */
export const encodedRepIn = (hash) => REP.exec(hash)?.[1] ?? null;
