// The live socket. It goes on where it was after a broken connection, and notices a dead one.

/** @import { FromNotifier, FromPage } from "./messages.js" */
/** @import { SocketState } from "./link_watch.js" */

import { LinkWatch } from "./link_watch.js";
import { ReconnectingSocket } from "./reconnecting_socket.js";
import { signInFirst } from "./signed_in.js";
import { pageLanguage } from "./words/language.js";

const LOOK_EVERY_MS = 1000;
const NOT_SIGNED_IN = 4401;
const NOT_ALLOWED = 4403;
/** What this page may see has changed, so that it has to start anew. */
const COME_BACK = 1012;

/**
 * A function for each type of message that is the page's concern.
 *
 * @typedef {{
 *   [Type in Exclude<FromNotifier["type"], "heartbeat">]?: (
 *     message: Extract<FromNotifier, { type: Type }>,
 *   ) => void;
 * }} Handlers
 */

export class LiveSocket {
  #screen;
  #handlers;
  #onState;
  #link = new LinkWatch(performance.now());
  #socket = new ReconnectingSocket(() => this.#address(), {
    opened: () => this.#opened(),
    heard: (message) => this.#receive(message),
    lost: (code) => this.#lost(code),
  });
  /** @type {string[] | null} */
  #watched = null;
  /** Where this page goes on after a broken connection. */
  #at = "";

  /**
   * @param {Handlers} handlers
   * @param {(state: SocketState, silentForMs: number) => void} onState called whenever the state
   *   changes, and once a second while it is not "open"
   * @param {string} screen the station whose own screen this page is; empty: it is none
   */
  constructor(handlers, onState, screen = "") {
    this.#screen = screen;
    this.#handlers = handlers;
    this.#onState = onState;
    addEventListener("online", () => this.#socket.open());
    addEventListener("offline", () => this.#socket.leave());
    document.addEventListener("visibilitychange", () => this.#look());
    setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  open() {
    this.#tell();
    this.#socket.open();
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

  #address() {
    const address = new URL("api/live", location.href.replace(/^http/, "ws"));
    address.searchParams.set("language", pageLanguage());
    if (this.#screen) {
      address.searchParams.set("screen", this.#screen);
    }
    if (this.#at) {
      address.searchParams.set("after", this.#at);
    }
    return address;
  }

  #opened() {
    this.#link.opened(performance.now());
    this.#tell();
    this.#send({ watch: this.#watched });
  }

  /** @param {number} code */
  #lost(code) {
    if (code === NOT_SIGNED_IN) {
      signInFirst();
    } else if (code === NOT_ALLOWED) {
      location.reload(); // the page finds out what is left to see
    }
    this.#at = code === COME_BACK ? "" : this.#at;
    this.#link.lost();
    this.#tell();
  }

  /** @param {FromNotifier} message */
  #receive(message) {
    // A newer notifier may send types that this page does not know yet.
    const handlers = /** @type {Record<string, (message: FromNotifier) => void>} */ (
      this.#handlers
    );
    handlers[message.type]?.(message);
    if (message.type === "poses") {
      // A hidden page draws nothing, so it acknowledges nothing and gets no more poses.
      requestAnimationFrame(() => this.#send({ seen: message.number }));
    } else {
      this.#at = message.at;
    }
    this.#hear(message.type === "snapshot" || message.type === "heartbeat");
  }

  /** @param {boolean} isAll */
  #hear(isAll) {
    const before = this.#link.state;
    this.#link.heard(performance.now(), isAll);
    if (this.#link.state !== before) {
      this.#socket.trust();
      this.#tell();
    }
  }

  /** @param {FromPage} words */
  #send(words) {
    this.#socket.send(JSON.stringify(words));
  }

  #look() {
    if (this.#link.isDead(performance.now())) {
      this.#socket.leave();
    } else if (this.#link.state !== "open") {
      this.#tell();
    }
  }

  #tell() {
    this.#onState(this.#link.state, this.#link.silentForMs(performance.now()));
  }
}
