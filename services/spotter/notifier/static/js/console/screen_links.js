// Where the gym is open to its machine, stations' own screens are a tap away, without pairing.

/** @import { Gym } from "./gym.js" */

import { el } from "../dom.js";
import { t } from "../words/language.js";

const SHOWN = 2;

export class ScreenLinks {
  #gym;
  #shown = "";
  element = el("span", { class: "screen-links" });

  /** @param {Gym} gym */
  constructor(gym) {
    this.#gym = gym;
  }

  /** Shows the first stations' screens; the last link leads to the others. */
  show() {
    const { me, stations } = this.#gym;
    const all = me?.author === "local" ? [...stations.values()] : [];
    const few = all.slice(0, SHOWN).map(({ station_id, name }) => ({
      href: `station?of=${encodeURIComponent(station_id)}`,
      words: t("screen_of", { station: name }),
    }));
    const others = { href: "station", words: t("screens_of_stations") };
    const links = all.length > SHOWN ? [...few, others] : few;
    const shown = JSON.stringify(links);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.element.replaceChildren(
        ...links.map(({ href, words }) =>
          el("a", { href, target: "_blank", class: "small-button" }, words),
        ),
      );
    }
  }
}
