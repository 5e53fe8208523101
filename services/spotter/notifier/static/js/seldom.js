// Work that many events ask for, done often enough.

/** Does the work at once, and then no more than once in a while, however often it is asked for. */
export class Seldom {
  #work;
  #restMs;
  #isResting = false;
  #isAsked = false;

  /**
   * @param {() => void} work
   * @param {number} restMs at least so long from one time to the next
   */
  constructor(work, restMs) {
    this.#work = work;
    this.#restMs = restMs;
  }

  ask() {
    if (this.#isResting) {
      this.#isAsked = true;
      return;
    }
    this.#isResting = true;
    setTimeout(() => this.#wake(), this.#restMs);
    this.#work();
  }

  #wake() {
    this.#isResting = false;
    if (this.#isAsked) {
      this.#isAsked = false;
      this.ask();
    }
  }
}
