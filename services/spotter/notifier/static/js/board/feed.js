// Faulty reps, and reps in which a fault has gone, newest first.

import { el, icon } from "./dom.js";
import { clock, mainSentence, repHash, whichRep } from "./words.js";

const MOST = 60;

export class Feed {
  #list;
  #empty;
  #nameOf;
  #judgesEverybody;

  // `nameOf` gives a station's name from its id, `judgesEverybody` whether several are judged there.
  constructor(list, empty, nameOf, judgesEverybody) {
    this.#list = list;
    this.#empty = empty;
    this.#nameOf = nameOf;
    this.#judgesEverybody = judgesEverybody;
  }

  replace(verdicts) {
    this.#list.replaceChildren(...verdicts.map((verdict) => this.#item(verdict)));
    this.#empty.hidden = verdicts.length > 0;
  }

  add(verdict) {
    const item = this.#item(verdict);
    item.classList.add("new");
    this.#list.prepend(item);
    [...this.#list.children].slice(MOST).forEach((old) => old.remove());
    this.#empty.hidden = true;
  }

  #item(verdict) {
    const time = el(
      "time",
      { datetime: new Date(verdict.ended_ms).toISOString() },
      clock(verdict.said_ms),
    );
    const which = whichRep(verdict, this.#judgesEverybody(verdict.station_id));
    return el(
      "li",
      { "data-outcome": verdict.outcome },
      el(
        "a",
        { href: repHash(verdict.rep_id) },
        icon(verdict.outcome),
        el("strong", {}, this.#nameOf(verdict.station_id)),
        time,
        el("span", { class: "which" }, which),
        el("span", { class: "sentence" }, mainSentence(verdict)),
      ),
    );
  }
}
