// A socket that reconnects by itself, until it is closed.

import { Backoff } from "./reconnecting.js";

const ANSWER_WITHIN_MS = 5000;

/**
 * What becomes of the connection. "lost" is told why, as far as the other end has said it: a code
 * of 0 means that nobody has.
 *
 * @typedef {{
 *   opened: () => void;
 *   heard: (message: any) => void;
 *   lost: (code: number, words: string) => void;
 * }} Hearers
 */

export class ReconnectingSocket {
  #address;
  #hearers;
  #backoff = new Backoff();
  /** @type {WebSocket | null} */
  #socket = null;
  #isOver = false;

  /**
   * @param {() => URL} address asked before each attempt
   * @param {Hearers} hearers
   */
  constructor(address, hearers) {
    this.#address = address;
    this.#hearers = hearers;
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Connects now, unless it does already. */
  open() {
    if (this.#socket || this.#isOver) {
      return;
    }
    const socket = new WebSocket(this.#address());
    this.#socket = socket;
    const giveUp = setTimeout(() => this.#lose(socket), ANSWER_WITHIN_MS);
    socket.addEventListener("open", () => {
      clearTimeout(giveUp);
      if (socket === this.#socket) {
        this.#hearers.opened();
      }
    });
    socket.addEventListener("message", ({ data }) => {
      if (socket === this.#socket) {
        this.#hearers.heard(JSON.parse(data));
      }
    });
    socket.addEventListener("close", ({ code, reason }) => {
      clearTimeout(giveUp);
      this.#lose(socket, code, reason);
    });
  }

  /** @param {string | Uint8Array<ArrayBuffer>} message goes nowhere without a connection */
  send(message) {
    if (this.isOpen) {
      this.#socket?.send(message);
    }
  }

  /** Takes the connection for a good one: after it, the next attempt is soon. */
  trust() {
    this.#backoff.reset();
  }

  /** Gives up a connection that seems to stand, and tries again. */
  leave() {
    if (this.#socket) {
      this.#lose(this.#socket);
    }
  }

  /** Ends it for good. */
  close() {
    this.#isOver = true;
    this.#socket?.close();
    this.#socket = null;
  }

  /**
   * Leaves a socket, without waiting for another end that may never answer its farewell.
   *
   * @param {WebSocket} socket
   */
  #lose(socket, code = 0, words = "") {
    if (socket !== this.#socket) {
      return;
    }
    this.#socket = null;
    socket.close();
    this.#hearers.lost(code, words);
    if (!this.#isOver) {
      setTimeout(() => this.open(), this.#backoff.next(Math.random()));
    }
  }
}
