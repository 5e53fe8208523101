// Keeps a screen from going dark while it films, where the browser can.

export class AwakeScreen {
  /** @type {WakeLockSentinel | null} */
  #lock = null;
  #isKept = false;

  constructor() {
    // A hidden page loses its lock.
    document.addEventListener("visibilitychange", () => this.#take());
  }

  keep() {
    this.#isKept = true;
    this.#take();
  }

  release() {
    this.#isKept = false;
    this.#lock?.release();
    this.#lock = null;
  }

  async #take() {
    if (!this.#isKept || document.hidden || !navigator.wakeLock) {
      return;
    }
    try {
      const lock = await navigator.wakeLock.request("screen");
      if (this.#isKept) {
        this.#lock = lock;
      } else {
        lock.release(); // the camera was switched off meanwhile
      }
    } catch {
      this.#lock = null; // a battery that runs low is a reason to refuse
    }
  }
}
