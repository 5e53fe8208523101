// The live socket. It comes back by itself, and says so.

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;
const ANSWER_WITHIN_MS = 5000;

export class LiveSocket {
  #handlers;
  #onState;
  #waitMs = FIRST_WAIT_MS;
  #socket = null;
  #watched = null;

  // `handlers` maps a message's type to a function; `onState` hears connecting, open and waiting.
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
      this.#waitMs = FIRST_WAIT_MS;
      this.#onState("open");
      this.#say({ watch: this.#watched });
    });
    socket.addEventListener("message", (event) => this.#hear(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      clearTimeout(giveUp);
      this.#socket = null;
      this.#comeBack();
    });
  }

  // From now on only these stations' poses are wanted.
  watch(stationIds) {
    this.#watched = stationIds;
    this.#say({ watch: stationIds });
  }

  #hear(message) {
    this.#handlers[message.type]?.(message);
    if (message.type === "poses") {
      // A page that is hidden draws nothing, says nothing, and is sent no more poses.
      requestAnimationFrame(() => this.#say({ seen: message.number }));
    }
  }

  #say(words) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(words));
    }
  }

  #comeBack() {
    this.#onState("waiting");
    const waitMs = this.#waitMs * (0.75 + Math.random() / 2);
    this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
    setTimeout(() => this.#socket === null && this.open(), waitMs);
  }
}
