// What is said large on a station's screen now: a trainer's cue, else a hint, else help with the
// framing. Pure; times are any clock's milliseconds.

/** @import { ScreenCueView } from "../types.js" */
/** @import { Framing } from "./framing.js" */
/** @import { Hint, HintKind } from "./hint_rules.js" */

const CUE_MS = 20_000;
/** @type {Record<HintKind, number>} */
const HINT_MS = { fix: 12_000, right_again: 4000, unseen: 8000, enough: 12_000 };
/** Whoever has just moved is in a set: nobody steps back then. */
const SET_MS = 8000;
const IDLE_MS = 20_000;

/**
 * @typedef {{ kind: "cue", cue: ScreenCueView } | { kind: "hint", hint: Hint }
 *   | { kind: "framing", framing: Framing }} Said
 */

export class NowSaid {
  /** @type {{ cue: ScreenCueView, untilMs: number } | null} */
  #cue = null;
  /** @type {{ hint: Hint, untilMs: number } | null} */
  #hint = null;
  /** @type {Framing | null} */
  #framing = null;
  #movedMs = -Infinity;

  /**
   * @param {ScreenCueView} cue
   * @param {number} nowMs
   */
  putCue(cue, nowMs) {
    this.#cue = { cue, untilMs: nowMs + CUE_MS };
  }

  /**
   * @param {Hint} hint
   * @param {number} nowMs
   */
  putHint(hint, nowMs) {
    this.#hint = { hint, untilMs: nowMs + HINT_MS[hint.kind] };
  }

  /** @param {Framing | null} framing */
  putFraming(framing) {
    this.#framing = framing;
  }

  /** @param {number} nowMs somebody moves */
  noteMovement(nowMs) {
    this.#movedMs = nowMs;
  }

  /**
   * Whether nobody has moved for a while.
   *
   * @param {number} nowMs
   */
  isIdle(nowMs) {
    return nowMs - this.#movedMs > IDLE_MS;
  }

  /** Somebody else trains: what was said was not for them. */
  clear() {
    this.#cue = null;
    this.#hint = null;
  }

  /**
   * @param {number} nowMs
   * @returns {Said | null}
   */
  at(nowMs) {
    if (this.#cue && nowMs < this.#cue.untilMs) {
      return { kind: "cue", cue: this.#cue.cue };
    }
    if (this.#hint && nowMs < this.#hint.untilMs) {
      return { kind: "hint", hint: this.#hint.hint };
    }
    const isInSet = nowMs - this.#movedMs < SET_MS;
    return this.#framing && !isInSet ? { kind: "framing", framing: this.#framing } : null;
  }
}
