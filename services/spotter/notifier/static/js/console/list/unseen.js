// Who has not been looked at for long.

/** @import { Gym } from "../gym.js" */

import { el, setText } from "../../dom.js";
import { t } from "../../words/language.js";
import { ageInWords } from "../ages.js";
import { longUnseen } from "../known/unseen.js";

export class Unseen {
  #title = el("summary", {}, t("section_unseen"));
  #list = el("ul");
  element = el("details", { class: "section unseen-long", hidden: true }, this.#title, this.#list);
  #shown = "";

  /** @param {Gym} gym */
  show(gym) {
    const unseen = longUnseen(
      [...gym.stations.values()].filter((one) => gym.isShown(one.station_id)),
      { needs: gym.known.needs, sessions: gym.sessions },
      (station) => gym.stateOf(station),
      gym.nowMs,
    );
    const lines = unseen.map(({ stationId, lookedMs }) => ({
      stationId,
      words: `${gym.whoAt(stationId)}: ${
        lookedMs === null
          ? t("never_looked")
          : t("looked", { age: ageInWords(gym.nowMs - lookedMs) })
      }`,
    }));
    this.element.hidden = !gym.known.isKnown || !lines.length;
    const shown = JSON.stringify(lines);
    if (shown !== this.#shown && !this.#list.contains(document.activeElement)) {
      this.#shown = shown;
      setText(this.#title, `${t("section_unseen")} (${lines.length})`);
      this.#list.replaceChildren(...lines.map(link));
    }
  }
}

/** @param {{ stationId: string; words: string }} line */
function link({ stationId, words }) {
  return el("li", {}, el("a", { href: `#station/${encodeURIComponent(stationId)}` }, words));
}
