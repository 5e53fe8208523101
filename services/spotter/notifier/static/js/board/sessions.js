// Who trains at which station: asks again and again.

/** @import { Page, SessionView } from "../records/types.js" */

import { ask } from "../api.js";

const AGAIN_MS = 3000;
const LATER_MS = 15_000;

export class Sessions {
  #onChange;
  /** @type {Map<string, SessionView> | null} */
  #open = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {(open: Map<string, SessionView> | null) => void} onChange receives the open sessions by
   *     station; null: it is not known
   */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  /** Asks now, and from then on. */
  async refresh() {
    clearTimeout(this.#timer);
    /** @type {import("../api.js").Asked<Page<SessionView>>} */
    const found = await ask("sessions?only_open=true&limit=1000");
    clearTimeout(this.#timer);
    if ("problem" in found) {
      this.#set(null);
      this.#timer = setTimeout(() => this.refresh(), LATER_MS);
      return;
    }
    this.#set(new Map(found.answer.items.map((session) => [session.station_id, session])));
    this.#timer = setTimeout(() => this.refresh(), document.hidden ? LATER_MS : AGAIN_MS);
  }

  /** @param {Map<string, SessionView> | null} open */
  #set(open) {
    if (describe(open) !== describe(this.#open)) {
      this.#open = open;
      this.#onChange(open);
    }
  }
}

/** @param {Map<string, SessionView> | null} open */
function describe(open) {
  return open && JSON.stringify([...open.values()]);
}
