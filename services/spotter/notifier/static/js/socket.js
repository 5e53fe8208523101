// The live socket. It reconnects by itself and reports its state.

/** @import { FromNotifier, FromPage } from "./messages.js" */

import { Backoff } from "./reconnecting.js";

const ANSWER_WITHIN_MS = 5000;

/** @typedef {"connecting" | "open" | "waiting"} SocketState */

/**
 * A function for each type of message.
 *
 * @typedef {{
 *   [Type in FromNotifier["type"]]: (message: Extract<FromNotifier, { type: Type }>) => void;
 * }} Handlers
 */

export class LiveSocket {
  #handlers;
  #onState;
  #backoff = new Backoff();
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {string[] | null} */
  #watched = null;

  /**
   * @param {Handlers} handlers
   * @param {(state: SocketState) => void} onState
   */
  constructor(handlers, onState) {
    this.#handlers = handlers;
    this.#onState = onState;
    addEventListener("online", () => this.#socket === null && this.open());
  }

  open() {
    this.#onState("connecting");
    const socket = new WebSocket(new URL("api/live", location.href.replace(/^http/, "ws")));
    this.#socket = socket;
    const giveUp = setTimeout(() => socket.close(), ANSWER_WITHIN_MS);
    socket.addEventListener("open", () => {
      clearTimeout(giveUp);
      this.#backoff.reset();
      this.#onState("open");
      this.#send({ watch: this.#watched });
    });
    socket.addEventListener("message", (event) => this.#receive(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      clearTimeout(giveUp);
      this.#socket = null;
      this.#reconnect();
    });
  }

  /**
   * Asks for the poses of these stations only.
   *
   * @param {string[]} stationIds
   */
  watch(stationIds) {
    this.#watched = stationIds;
    this.#send({ watch: stationIds });
  }

  /** @param {FromNotifier} message */
  #receive(message) {
    // A newer notifier may send types that this page does not know yet.
    const handler = /** @type {((message: FromNotifier) => void) | undefined} */ (
      this.#handlers[message.type]
    );
    handler?.(message);
    if (message.type === "poses") {
      // A hidden page draws nothing, so it acknowledges nothing and gets no more poses.
      requestAnimationFrame(() => this.#send({ seen: message.number }));
    }
  }

  /** @param {FromPage} words */
  #send(words) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(words));
    }
  }

  #reconnect() {
    this.#onState("waiting");
    setTimeout(() => this.#socket === null && this.open(), this.#backoff.next(Math.random()));
  }
}
