// A station's own screen: its code until somebody has paired it, and then the station.

/** @import { Page } from "../page.js" */

import { access } from "../access.js";
import { stationsOfGym } from "../api.js";
import { el } from "../dom.js";
import { language, t } from "../words/language.js";
import { PairingPage } from "./pairing.js";
import { StationScreen } from "./screen.js";

class StationPage {
  #root = el("div", { class: "station-page" });
  /** @type {StationScreen | null} */
  #screen = null;
  #asked;

  /** @param {string} asked the station whose screen to show where the gym is open; empty: none */
  constructor(asked) {
    this.#asked = asked;
    this.elements = [this.#root];
  }

  async begin() {
    const { me } = await access();
    if (me?.role === "station") {
      this.#show(me.name);
    } else if (me?.author === "local") {
      await this.#showOfOpenGym();
    } else {
      this.#pair();
    }
  }

  refreshColours() {
    this.#screen?.refreshColours();
  }

  /** @param {string} id */
  nameOf(id) {
    return id;
  }

  judgesEverybody() {
    return false;
  }

  #pair() {
    const pairing = new PairingPage((stationId) => this.#show(stationId));
    this.#root.replaceChildren(pairing.element);
    pairing.begin();
  }

  async #showOfOpenGym() {
    const stations = await stationsOfGym();
    const asked = stations.find((one) => one.station_id === this.#asked);
    if (asked) {
      this.#show(asked.station_id);
      return;
    }
    document.title = `${t("screens_of_stations")}, Spotter`;
    this.#root.replaceChildren(
      el(
        "div",
        { class: "station-pairing" },
        el("h1", {}, t("screens_of_stations")),
        el("p", {}, t("open_screens")),
        el(
          "p",
          { class: "screens" },
          ...stations.map(({ station_id, name }) =>
            el(
              "a",
              { class: "button", href: `station?of=${encodeURIComponent(station_id)}` },
              name,
            ),
          ),
        ),
      ),
    );
  }

  /** @param {string} stationId */
  #show(stationId) {
    document.body.classList.add("is-running");
    this.#screen = new StationScreen(stationId);
    this.#root.replaceChildren(this.#screen.element);
    this.#screen.begin();
  }
}

/**
 * @param {string} _name
 * @param {URLSearchParams} asked
 * @returns {Page}
 */
export function openPage(_name, asked) {
  document.documentElement.lang = language();
  return new StationPage(asked.get("of") ?? "");
}
