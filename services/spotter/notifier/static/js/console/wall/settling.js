// When tiles may move: places stay put while somebody looks.

const QUIET_MS = 4000;
const APART_MS = 8000;

/** Times are in milliseconds of any clock that only goes forward. */
export class Settling {
  #touchedMs = -Infinity;
  #movedMs = -Infinity;

  /**
   * Somebody used the pointer or a key.
   *
   * @param {number} nowMs
   */
  touch(nowMs) {
    this.#touchedMs = nowMs;
  }

  /**
   * The tiles have moved.
   *
   * @param {number} nowMs
   */
  move(nowMs) {
    this.#movedMs = nowMs;
  }

  /**
   * Whether nobody has used the page for a while, and the tiles have not just moved.
   *
   * @param {number} nowMs
   */
  mayMove(nowMs) {
    return nowMs - this.#touchedMs >= QUIET_MS && nowMs - this.#movedMs >= APART_MS;
  }
}

/**
 * The wanted items in the order in which they are shown; those that are new come last.
 *
 * @param {string[]} shown
 * @param {string[]} wanted
 */
export function keptOrder(shown, wanted) {
  const still = new Set(wanted);
  const known = new Set(shown);
  return [...shown.filter((id) => still.has(id)), ...wanted.filter((id) => !known.has(id))];
}
