// Whether what the page shows is what happens now. Times are any clock's milliseconds.

/**
 * "connecting": for the first time; "behind": connected, but what was missed is still to come;
 * "open": the page has all there is; "waiting": there is no connection, or nothing comes over it.
 *
 * @typedef {"connecting" | "behind" | "open" | "waiting"} SocketState
 */

/** The notifier says something every two seconds; a cable that is pulled says nothing. */
export const SILENT_AFTER_MS = 5500;

export class LinkWatch {
  /** @type {SocketState} */
  #state = "connecting";
  #heardMs;
  #openedMs = 0;

  /** @param {number} nowMs */
  constructor(nowMs) {
    this.#heardMs = nowMs;
  }

  get state() {
    return this.#state;
  }

  /**
   * How long ago the notifier said something.
   *
   * @param {number} nowMs
   */
  silentForMs(nowMs) {
    return Math.max(0, nowMs - this.#heardMs);
  }

  /** @param {number} nowMs */
  opened(nowMs) {
    this.#openedMs = nowMs;
    this.#state = "behind";
  }

  /**
   * @param {number} nowMs
   * @param {boolean} isAll whether the page has all there is with it
   */
  heard(nowMs, isAll) {
    this.#heardMs = nowMs;
    if (isAll && this.#state === "behind") {
      this.#state = "open";
    }
  }

  lost() {
    this.#state = "waiting";
  }

  /**
   * Whether a connection that seems to stand is dead.
   *
   * @param {number} nowMs
   */
  isDead(nowMs) {
    const stands = this.#state === "open" || this.#state === "behind";
    return stands && nowMs - Math.max(this.#heardMs, this.#openedMs) > SILENT_AFTER_MS;
  }
}
