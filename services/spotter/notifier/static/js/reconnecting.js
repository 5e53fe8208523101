// How long to wait before the next attempt to connect.

const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 8000;

/** Each wait is about twice as long as the one before, until an attempt succeeds. */
export class Backoff {
  #nextMs = FIRST_WAIT_MS;

  /**
   * The next wait in milliseconds, randomly up to a quarter shorter or longer, so that pages that
   * lost their connection together do not reconnect together.
   *
   * @param {number} chance random, from 0 to 1
   */
  next(chance) {
    const waitMs = this.#nextMs * (0.75 + chance / 2);
    this.#nextMs = Math.min(this.#nextMs * 2, MAX_WAIT_MS);
    return waitMs;
  }

  reset() {
    this.#nextMs = FIRST_WAIT_MS;
  }
}
