// Says to whoever trains what is to be said, in large words and by voice.

/** @import { VerdictView } from "../messages.js" */
/** @import { ScreenCueView } from "./types.js" */
/** @import { Framing } from "./help/framing.js" */
/** @import { Said } from "./help/now_said.js" */

import { language, t } from "../words/language.js";
import { HintRules } from "./help/hint_rules.js";
import { NowSaid } from "./help/now_said.js";
import { Voice } from "./help/voice.js";
import { SaidPanel, wordsOf } from "./panels/said.js";
import { VoiceSwitch } from "./panels/voice_switch.js";

/** A cue that is older when the page opens was for somebody before. */
const CUE_IS_NEW_MS = 30_000;

export class Saying {
  #rules = new HintRules();
  #now = new NowSaid();
  #panel = new SaidPanel();
  #voice;
  #switch = new VoiceSwitch(() => this.#voice);
  /** What was spoken last: it is not spoken again. */
  #spoken = "";
  /** The set of which was said that it is enough. */
  #enough = "";
  /** @type {Set<string>} */
  #heardCues = new Set();
  element = this.#panel.element;
  voiceSwitch = this.#switch.element;

  /** @param {string} stationId */
  constructor(stationId) {
    this.#voice = new Voice(stationId, language(), () => this.#switch.show());
  }

  begin() {
    this.#switch.show();
  }

  /** The notifier is there, perhaps another one with another voice. */
  connected() {
    this.#voice.begin();
  }

  /** Somebody else trains. */
  clear() {
    this.#rules.clear();
    this.#now.clear();
  }

  /** Whether nobody has moved for a while. */
  get isIdle() {
    return this.#now.isIdle(performance.now());
  }

  /**
   * What trainers have said lately; what was said long before this page opened is passed over.
   *
   * @param {ScreenCueView[]} cues
   * @param {number} nowMs the notifier's time, in milliseconds since the Unix epoch
   */
  hear(cues, nowMs) {
    for (const cue of cues.filter(({ cue_id }) => !this.#heardCues.has(cue_id))) {
      this.#heardCues.add(cue.cue_id);
      if (nowMs - cue.at_ms < CUE_IS_NEW_MS) {
        this.#now.putCue(cue, performance.now());
      }
    }
    this.say();
  }

  /** @param {VerdictView} verdict */
  judge(verdict) {
    const nowMs = performance.now();
    const hint = this.#rules.consider(verdict, nowMs);
    if (hint) {
      this.#now.putHint(hint, nowMs);
      this.say();
    }
  }

  /**
   * Says once that a set has become as slow as its trainer allows.
   *
   * @param {string} set "": none has
   */
  endSet(set) {
    if (set && set !== this.#enough) {
      const nowMs = performance.now();
      this.#now.putHint(
        { kind: "enough", text: t("enough_reps"), at_ms: nowMs, rep_id: set },
        nowMs,
      );
      this.say();
    }
    this.#enough = set;
  }

  /**
   * @param {Framing | null} framing
   * @param {boolean} isMoving
   */
  see(framing, isMoving) {
    this.#now.putFraming(framing);
    if (isMoving) {
      this.#now.noteMovement(performance.now());
    }
  }

  /** Shows what is to be said now, and speaks it once. */
  say() {
    const said = this.#now.at(performance.now());
    this.#panel.show(said);
    const key = said ? keyOf(said) : "";
    if (said && key !== this.#spoken) {
      this.#voice.say(wordsOf(said).text, said.kind === "cue");
    }
    this.#spoken = key;
  }
}

/** @param {Said} said */
function keyOf(said) {
  if (said.kind === "cue") {
    return said.cue.cue_id;
  }
  return said.kind === "hint" ? `${said.hint.rep_id} ${said.hint.kind}` : said.framing;
}
