// The tones of each priority, after the bursts of IEC 60601-1-8: urgent ones are longer and faster.

/** @import { Priority } from "../types.js" */

const TONE_S = 0.14;
const FADE_S = 0.02;
const VOLUME = 0.25;

/** @type {Record<Priority, { hz: number[]; apartS: number }>} */
const BURSTS = {
  high: { hz: [784, 784, 988, 784, 988], apartS: 0.2 },
  medium: { hz: [659, 659, 784], apartS: 0.32 },
  low: { hz: [523, 440], apartS: 0.4 },
};

export class Tones {
  /** @type {AudioContext | null} */
  #context = null;

  /** Whether the browser lets this page sound: only after somebody has touched it. */
  get isAllowed() {
    return this.#context?.state === "running";
  }

  /** Call it when somebody touches the page. */
  async allow() {
    this.#context ??= new AudioContext();
    await this.#context.resume();
  }

  /** @param {Priority} priority */
  play(priority) {
    const context = this.#context;
    if (context && this.isAllowed) {
      const { hz, apartS } = BURSTS[priority];
      hz.forEach((tone, place) => playTone(context, tone, context.currentTime + place * apartS));
    }
  }
}

/**
 * @param {AudioContext} context
 * @param {number} hz
 * @param {number} atS
 */
function playTone(context, hz, atS) {
  const source = new OscillatorNode(context, { frequency: hz, type: "triangle" });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, atS);
  volume.gain.linearRampToValueAtTime(VOLUME, atS + FADE_S);
  volume.gain.setValueAtTime(VOLUME, atS + TONE_S - FADE_S);
  volume.gain.linearRampToValueAtTime(0, atS + TONE_S);
  source.connect(volume).connect(context.destination);
  source.start(atS);
  source.stop(atS + TONE_S);
}
