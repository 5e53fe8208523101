// Where the reference would be by now, had it begun this rep at the same moment. Pure.

const BEGINS = 0.15;
const ENDS = 0.08;

export class Pace {
  #reaches;
  #times_s;
  /** When the rep began, ms; null: nobody moves. @type {number | null} */
  #begunMs = null;
  #first;

  /**
   * @param {number[]} reaches of the reference, at its frames
   * @param {number[]} timesS of these, in seconds
   */
  constructor(reaches, timesS) {
    this.#reaches = reaches;
    this.#times_s = timesS;
    this.#first = Math.max(
      reaches.findIndex((one) => one > BEGINS),
      0,
    );
  }

  /**
   * The reference's reach by now; null between reps.
   *
   * @param {number} reach of whoever trains
   * @param {number} nowMs
   */
  put(reach, nowMs) {
    if (this.#begunMs === null && reach > BEGINS) {
      this.#begunMs = nowMs;
    } else if (reach < ENDS) {
      this.#begunMs = null;
    }
    return this.#begunMs === null ? null : this.#reachAt((nowMs - this.#begunMs) / 1000);
  }

  /** @param {number} sinceS */
  #reachAt(sinceS) {
    const atS = this.#times_s[this.#first] + sinceS;
    const after = this.#times_s.findIndex((one) => one >= atS);
    return after < 0 ? 0 : this.#reaches[after];
  }
}
