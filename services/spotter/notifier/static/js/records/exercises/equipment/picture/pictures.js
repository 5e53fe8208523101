// A film's pictures as they are wanted: the latest ones are kept, and those to come are brought.

/** @import { Film } from "../film.js" */

const KEPT = 300;
const AHEAD = 12;

export class Pictures {
  #film;
  /** @type {Map<number, Promise<Blob | null>>} as they were sent; in the order of use */
  #kept = new Map();

  /** @param {Film} film */
  constructor(film) {
    this.#film = film;
  }

  /**
   * The picture, and those after it are brought; null: it does not come.
   *
   * @param {number} index
   */
  async at(index) {
    const asked = this.#ask(index);
    const last = Math.min(index + AHEAD, this.#film.view.times_ms.length - 1);
    for (let next = index + 1; next <= last; next++) {
      this.#ask(next);
    }
    const sent = await asked;
    if (!sent) {
      this.#kept.delete(index);
      return null;
    }
    return createImageBitmap(sent);
  }

  forget() {
    this.#kept.clear();
  }

  /** @param {number} index */
  #ask(index) {
    const asked = this.#kept.get(index) ?? bring(this.#film.pictureAddress(index));
    this.#kept.delete(index);
    this.#kept.set(index, asked);
    if (this.#kept.size > KEPT) {
      const [oldest] = this.#kept.keys();
      this.#kept.delete(oldest);
    }
    return asked;
  }
}

/** @param {string} address */
async function bring(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.blob() : null;
  } catch {
    return null;
  }
}
