// When to say what to whoever trains. Pure: verdicts go in, in the order in which reps ended.
//
// A word at every rep makes people depend on it, and is not heard any more; so what is small is let
// pass (bandwidth feedback: Sherwood 1988), and what gets better is said ever more seldom (faded
// feedback: Winstein and Schmidt 1990).

/** @import { FaultView, VerdictView } from "../../messages.js" */

/**
 * "fix": what to change; "right_again": what was said has helped; "unseen": no rep is judged;
 * "enough": the set has become as slow as it may, which the services say.
 *
 * @typedef {"fix" | "right_again" | "unseen" | "enough"} HintKind
 */
/** Its text is empty where the services have no praise. */
/** @typedef {{ text: string, kind: HintKind, at_ms: number, rep_id: string }} Hint */

/** A rep whose score is so many times its threshold is clearly faulty. */
const CLEAR_RATIO = 1.25;
/** ... and so gravely that it is said however often it has been corrected. */
const GRAVE_RATIO = 2;
/** So many further reps are let pass after a hint was said once, twice, ... */
const PAUSES_REPS = [2, 3, 5, 8];
const BETTER = 0.9;
const WORSE = 1.2;
const LEAST_PAUSE_MS = 2500;
const MOST_PATIENCE_REPS = 3;
const UNSEEN_REPS = 2;

/** @typedef {{ code: string, told: number, reps: number, ratio: number }} Focus */

export class HintRules {
  /** What was said, and is not right again yet: nothing else is corrected meanwhile. @type {Focus | null} */
  #focus = null;
  /** How often each fault was corrected since somebody came. @type {Map<string, number>} */
  #corrected = new Map();
  /** How many of the latest reps had each fault, without one in between. @type {Map<string, number>} */
  #inRow = new Map();
  #unseenInRow = 0;
  #saidMs = -Infinity;
  #set = "";
  #latestMs = -Infinity;

  /** Forgets everything: somebody else trains. */
  clear() {
    this.#focus = null;
    this.#corrected.clear();
    this.#latestMs = -Infinity;
    this.#saidMs = -Infinity;
    this.#beginSet("");
  }

  /**
   * What to say of a rep now; null: nothing.
   *
   * @param {VerdictView} verdict
   * @param {number} nowMs
   * @returns {Hint | null}
   */
  consider(verdict, nowMs) {
    if (verdict.started_ms <= this.#latestMs) {
      return null; // One scorer was slower than another: what it says is old.
    }
    this.#latestMs = verdict.started_ms;
    const set = `${verdict.track_id} ${verdict.set_number} ${verdict.exercise}`;
    if (set !== this.#set) {
      this.#beginSet(set);
    }
    const said = this.#saying(verdict, nowMs);
    if (!said?.text && said?.kind !== "right_again") {
      return null;
    }
    this.#saidMs = nowMs;
    return { ...said, at_ms: nowMs, rep_id: verdict.rep_id };
  }

  /** @param {string} set */
  #beginSet(set) {
    this.#set = set;
    this.#focus = null;
    this.#inRow.clear();
    this.#unseenInRow = 0;
  }

  /**
   * @param {VerdictView} verdict
   * @param {number} nowMs
   * @returns {{ text: string, kind: HintKind } | null}
   */
  #saying(verdict, nowMs) {
    if (verdict.outcome === "unscorable") {
      this.#unseenInRow += 1;
      const text = this.#unseenInRow === UNSEEN_REPS ? (verdict.sentences[0] ?? "") : "";
      return { text, kind: "unseen" };
    }
    this.#unseenInRow = 0;
    const faults = verdict.outcome === "faulty" ? verdict.faults : [];
    this.#count(faults);
    const wasCorrected = this.#loseFocus(faults);
    if (!faults.length) {
      return wasCorrected ? { text: verdict.fixed[0] ?? "", kind: "right_again" } : null;
    }
    const text = this.#correction(faults, ratioOf(verdict), nowMs);
    return text ? { text, kind: "fix" } : null;
  }

  /** @param {FaultView[]} faults */
  #count(faults) {
    const codes = new Set(faults.map((one) => one.code));
    for (const code of this.#inRow.keys()) {
      if (!codes.has(code)) {
        this.#inRow.delete(code);
      }
    }
    for (const code of codes) {
      this.#inRow.set(code, (this.#inRow.get(code) ?? 0) + 1);
    }
  }

  /**
   * Returns whether what was said is right again.
   *
   * @param {FaultView[]} faults
   */
  #loseFocus(faults) {
    const focus = this.#focus;
    if (!focus || faults.some((one) => one.code === focus.code)) {
      return false;
    }
    this.#corrected.set(focus.code, (this.#corrected.get(focus.code) ?? 0) + 1);
    this.#focus = null;
    return true;
  }

  /**
   * @param {FaultView[]} faults worst first
   * @param {number} ratio
   * @param {number} nowMs
   */
  #correction(faults, ratio, nowMs) {
    const focus = this.#focus;
    const fault = faults.find((one) => one.code === focus?.code) ?? faults[0];
    if (focus) {
      focus.reps += 1;
    }
    const isDue = focus ? focus.reps > pauseReps(focus, ratio) : this.#matters(fault, ratio);
    if (!isDue || nowMs - this.#saidMs < LEAST_PAUSE_MS) {
      return "";
    }
    this.#focus = { code: fault.code, told: (focus?.told ?? 0) + 1, reps: 0, ratio };
    return fault.action;
  }

  /**
   * Whether a fault that nothing was said of asks for a word; after each correction, one more lapse
   * is let pass.
   *
   * @param {FaultView} fault
   * @param {number} ratio
   */
  #matters(fault, ratio) {
    if (ratio >= GRAVE_RATIO) {
      return true;
    }
    const corrected = this.#corrected.get(fault.code) ?? 0;
    const patience = (ratio >= CLEAR_RATIO ? 1 : 2) + corrected;
    return (this.#inRow.get(fault.code) ?? 0) >= Math.min(patience, MOST_PATIENCE_REPS);
  }
}

/**
 * How many reps with the fault are let pass before it is said again.
 *
 * @param {Focus} focus
 * @param {number} ratio of the latest rep
 */
function pauseReps({ told, ratio: toldRatio }, ratio) {
  const usual = PAUSES_REPS[Math.min(told, PAUSES_REPS.length) - 1];
  if (ratio < BETTER * toldRatio) {
    return 2 * usual;
  }
  return ratio > WORSE * toldRatio ? 0 : usual;
}

/** @param {VerdictView} verdict */
function ratioOf({ score, threshold }) {
  return score !== null && threshold ? score / threshold : CLEAR_RATIO;
}
