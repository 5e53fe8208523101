// The page of a history: of the gym, a station or a class.

/** @import { ClassView, Page } from "../types.js" */

import { ask, stationsOfGym } from "../../api.js";
import { el } from "../../dom.js";
import { field } from "../form.js";
import { HistoryPanel } from "./panel.js";

const GYM = "The gym";

export class HistoryPage {
  #station;
  #class;
  #panel;
  #title = el("h1", {}, GYM);
  #choice = el("select", {}, el("option", { value: "" }, GYM));

  /** @param {URLSearchParams} asked with `station` or `class`; without any, it is the gym's */
  constructor(asked) {
    this.#station = asked.get("station");
    this.#class = asked.get("class");
    this.#panel = new HistoryPanel({
      ...(this.#station ? { station_id: this.#station } : {}),
      ...(this.#class ? { class_id: this.#class } : {}),
    });
    this.#choice.addEventListener("change", () => {
      location.assign(this.#choice.value ? `history?${this.#choice.value}` : "history");
    });
    this.element = el(
      "div",
      {},
      this.#title,
      el("div", { class: "fields" }, field("Of", this.#choice)),
      this.#panel.element,
    );
  }

  begin() {
    document.title = "History, Spotter";
    this.#panel.begin();
    this.#fillChoice();
  }

  refreshColours() {
    this.#panel.refreshColours();
  }

  async #fillChoice() {
    const [stations, classes] = await Promise.all([stationsOfGym(), classesOfGym()]);
    this.#choice.append(
      ...stations.map(({ station_id, name }) => this.#option("station", station_id, name)),
      ...classes.map(({ class_id, name }) => this.#option("class", class_id, name)),
    );
  }

  /**
   * @param {"station" | "class"} kind
   * @param {string} id
   * @param {string} name
   */
  #option(kind, id, name) {
    const isChosen = id === (kind === "station" ? this.#station : this.#class);
    if (isChosen) {
      this.#title.textContent = name;
      document.title = `${name}, Spotter`;
    }
    const value = `${kind}=${encodeURIComponent(id)}`;
    return el("option", { value, selected: isChosen }, name);
  }
}

async function classesOfGym() {
  /** @type {import("../../api.js").Asked<Page<ClassView>>} */
  const found = await ask("classes?limit=1000");
  return "answer" in found ? found.answer.items : [];
}
