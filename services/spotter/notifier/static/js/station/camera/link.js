// The socket that a station's pictures go over, unless they are refused.

/** @import { CameraAnswer, WantedView } from "./types.js" */

import { SILENT_AFTER_MS } from "../../link_watch.js";
import { ReconnectingSocket } from "../../reconnecting_socket.js";
import { pageLanguage } from "../../words/language.js";

/** So few pictures are under way that a slow connection makes them fewer, and never late. */
const MOST_UNDER_WAY = 2;
const LOOK_EVERY_MS = 1000;
/** Codes from here on say why whoever comes again is refused again, */
const REFUSED = 4000;
/** but for this one: while the gym's records are away nobody knows who comes. */
const UNCHECKED = 4503;

/**
 * What becomes of the link: "away" while there is none, "refused" for good, with words.
 *
 * @typedef {{
 *   onWanted: (wanted: WantedView) => void;
 *   onAway: () => void;
 *   onRefused: (words: string) => void;
 * }} Hearers
 */

export class CameraLink {
  #hearers;
  #socket;
  #underWay = 0;
  #sent = 0;
  #heardMs = 0;
  #looking = setInterval(() => this.#look(), LOOK_EVERY_MS);

  /**
   * @param {string} stationId
   * @param {Hearers} hearers
   */
  constructor(stationId, hearers) {
    this.#hearers = hearers;
    const path = `api/stations/${encodeURIComponent(stationId)}/camera`;
    const address = new URL(path, location.href.replace(/^http/, "ws"));
    address.searchParams.set("language", pageLanguage());
    this.#socket = new ReconnectingSocket(() => address, {
      opened: () => this.#begin(),
      heard: (answer) => this.#hear(answer),
      lost: (code, words) => this.#lost(code, words),
    });
  }

  /** Whether a picture may be sent now. */
  get isFree() {
    return this.#socket.isOpen && this.#underWay < MOST_UNDER_WAY;
  }

  open() {
    this.#socket.open();
  }

  /** @param {Uint8Array<ArrayBuffer>} message */
  send(message) {
    this.#sent += 1;
    this.#underWay += 1;
    this.#socket.send(message);
  }

  close() {
    clearInterval(this.#looking);
    this.#socket.close();
  }

  #begin() {
    this.#sent = this.#underWay = 0;
    this.#heardMs = performance.now();
  }

  /** @param {CameraAnswer} answer */
  #hear({ taken, wanted }) {
    this.#heardMs = performance.now();
    this.#socket.trust();
    this.#underWay = this.#sent - taken;
    if (wanted) {
      this.#hearers.onWanted(wanted);
    }
  }

  /** A cable that is pulled says nothing. */
  #look() {
    if (this.#socket.isOpen && performance.now() - this.#heardMs > SILENT_AFTER_MS) {
      this.#socket.leave();
    }
  }

  /**
   * @param {number} code
   * @param {string} words
   */
  #lost(code, words) {
    if (code >= REFUSED && code !== UNCHECKED) {
      this.close();
      this.#hearers.onRefused(words);
    } else {
      this.#hearers.onAway();
    }
  }
}
