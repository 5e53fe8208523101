// Pairs a station's screen: shows a code until somebody has typed it.

/** @import { Me } from "../access.js" */
/** @import { Asked } from "../api.js" */
/** @import { PairingBegun, PairingCompleted } from "../records/accounts/types.js" */

import { access } from "../access.js";
import { ask, stationsOfGym } from "../api.js";
import { el } from "../dom.js";
import { AnswerLine, button } from "../records/form.js";
import { t } from "../words/language.js";

const ASKED_EVERY_MS = 2000;
const SHOWN_FOR_MS = 9 * 60_000; // The catalog knows a code for ten minutes.
const TRIED_AGAIN_MS = 10_000;
const UNKNOWN = 401;

export class PairingPage {
  #onPaired;
  #shown = el("div", {});
  #answer = new AnswerLine();

  /** @param {(stationId: string) => void} onPaired is told when somebody taps to see the station */
  constructor(onPaired) {
    this.#onPaired = onPaired;
    this.element = el(
      "div",
      { class: "station-pairing" },
      el("h1", {}, t("a_screen")),
      this.#shown,
      this.#answer.element,
    );
  }

  async begin() {
    document.title = `${t("a_screen")}, Spotter`;
    const { me } = await access();
    if (me) {
      this.#askFirst(me);
    } else {
      this.#pair();
    }
  }

  /** @param {Me} me who would stay signed in at a screen that everybody can reach */
  #askFirst({ name }) {
    this.#shown.replaceChildren(
      el("p", {}, t("signed_in_here", { name })),
      el(
        "p",
        {},
        button(t("sign_out_here"), "main", () => this.#signOut()),
      ),
    );
  }

  async #signOut() {
    const done = await ask("sign-out", "POST", {});
    if ("problem" in done) {
      this.#answer.complain(done.problem);
    } else {
      location.reload();
    }
  }

  /** Shows a code, and asks until somebody has typed it. */
  async #pair() {
    /** @type {Asked<PairingBegun>} */
    const begun = await ask("pairings", "POST", {});
    if ("problem" in begun) {
      this.#answer.complain(begun.problem);
      setTimeout(() => this.#pair(), TRIED_AGAIN_MS);
      return;
    }
    this.#answer.say("");
    this.#showCode(begun.answer.code);
    this.#look(begun.answer.secret, Date.now() + SHOWN_FOR_MS);
  }

  /**
   * Asks whether somebody has typed the code, and again until it is old.
   *
   * @param {string} secret
   * @param {number} untilMs since the Unix epoch
   */
  async #look(secret, untilMs) {
    /** @type {Asked<PairingCompleted>} */
    const found = await ask("pairings/complete", "POST", { secret });
    if ("answer" in found && found.answer.station_id) {
      this.#showPaired(found.answer.station_id);
    } else if (Date.now() > untilMs || ("problem" in found && found.status === UNKNOWN)) {
      this.#pair();
    } else {
      this.#answer.complain("problem" in found ? found.problem : "");
      setTimeout(() => this.#look(secret, untilMs), ASKED_EVERY_MS);
    }
  }

  /** @param {string} code */
  #showCode(code) {
    const half = code.length / 2;
    this.#shown.replaceChildren(
      el(
        "p",
        { class: "pairing-code", role: "status" },
        el("span", {}, code.slice(0, half)),
        " ",
        el("span", {}, code.slice(half)),
      ),
      el("p", {}, t("type_this_code", { host: location.host })),
      el("p", { class: "quiet" }, t("waits_for_code")),
    );
  }

  /** @param {string} stationId */
  async #showPaired(stationId) {
    const station = (await stationsOfGym()).find((one) => one.station_id === stationId);
    this.#shown.replaceChildren(
      el("p", { class: "paired", role: "status" }, station?.name ?? stationId),
      el("p", {}, t("screen_paired")),
      // This tap is what lets the browser speak.
      el(
        "p",
        {},
        button(t("begin_screen"), "main", () => this.#onPaired(stationId)),
      ),
    );
  }
}
