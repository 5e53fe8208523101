// How long to wait before the next try to connect.

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

/** Each wait is about twice as long as the one before, until a try has succeeded. */
export class Waits {
  #nextMs = FIRST_WAIT_MS;

  /**
   * The next wait in milliseconds. By chance it is up to a quarter shorter or longer, so that pages
   * which were cut off together do not come back together.
   *
   * @param {number} chance from 0 to 1
   */
  next(chance) {
    const waitMs = this.#nextMs * (0.75 + chance / 2);
    this.#nextMs = Math.min(this.#nextMs * 2, LONGEST_WAIT_MS);
    return waitMs;
  }

  startAnew() {
    this.#nextMs = FIRST_WAIT_MS;
  }
}
