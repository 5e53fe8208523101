// The voice of the machine on which the notifier runs, for browsers that have none.

const NONE_HERE = 501;
/** So long after it was to be said a sentence is still news. */
const NEWS_MS = 5000;
/** A sound that has not ended so long after it should have is none: the browser's sound sleeps. */
const OVERDUE_MS = 1000;

export class ServerVoice {
  #path;
  #lang;
  #onChange;
  #isThere = false;
  /** @type {AudioContext | null} */
  #context = null;
  /** @type {AudioBufferSourceNode | null} */
  #sounds = null;
  #last = Promise.resolve();
  /** Counts what was broken off: a sentence that waited for it is not said any more. */
  #turn = 0;

  /**
   * @param {string} stationId
   * @param {string} lang
   * @param {() => void} onChange is told when there is a voice, or none any more
   */
  constructor(stationId, lang, onChange) {
    this.#path = `api/stations/${encodeURIComponent(stationId)}/speech`;
    this.#lang = lang;
    this.#onChange = onChange;
  }

  get isThere() {
    return this.#isThere;
  }

  /** Learns whether there is a voice; without an answer it is as it was. */
  async begin() {
    try {
      const answer = await fetch(this.#path);
      if (answer.ok) {
        const { languages } = await answer.json();
        this.#tell(languages.includes(this.#lang));
      }
    } catch {
      // It is asked again when the notifier is there again.
    }
  }

  /** Call it in a tap: WebKit lets no page sound that has not asked for it in one. */
  wake() {
    this.#context ??= new AudioContext();
    this.#context.resume();
  }

  /**
   * Says something after what is being said. Call it only once somebody has touched the page.
   *
   * @param {string} text
   */
  say(text) {
    const [turn, untilMs] = [this.#turn, performance.now() + NEWS_MS];
    const isWanted = () => turn === this.#turn && performance.now() < untilMs;
    this.#last = this.#last.then(() => (isWanted() ? this.#say(text, isWanted) : undefined));
  }

  cancel() {
    this.#turn += 1;
    this.#sounds?.stop();
  }

  /**
   * @param {string} text
   * @param {() => boolean} isWanted whether it is still to be said
   */
  async #say(text, isWanted) {
    this.#context ??= new AudioContext();
    try {
      const answer = await fetch(this.#path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ text, language: this.#lang }),
        signal: AbortSignal.timeout(NEWS_MS),
      });
      if (answer.ok) {
        const sound = await this.#context.decodeAudioData(await answer.arrayBuffer());
        await (isWanted() ? this.#play(this.#context, sound) : undefined);
      } else if (answer.status === NONE_HERE) {
        this.#tell(false);
      }
    } catch {
      // What cannot be spoken now stays to be read; the next sentence is tried again.
    }
  }

  /**
   * Plays a sound to its end, unless it is broken off.
   *
   * @param {AudioContext} context
   * @param {AudioBuffer} sound
   */
  async #play(context, sound) {
    const sounds = new AudioBufferSourceNode(context, { buffer: sound });
    this.#sounds = sounds;
    sounds.connect(context.destination);
    await new Promise((resolve) => {
      sounds.addEventListener("ended", resolve, { once: true });
      setTimeout(resolve, 1000 * sound.duration + OVERDUE_MS);
      sounds.start();
    });
    sounds.stop(); // else it would sound when the browser wakes
  }

  /** @param {boolean} isThere */
  #tell(isThere) {
    if (isThere !== this.#isThere) {
      this.#isThere = isThere;
      this.#onChange();
    }
  }
}
