// Stations' screens: paired by the code that they show.

/** @import { DeviceView } from "./types.js" */

import { ask, stationsOfGym } from "../../api.js";
import { el } from "../../dom.js";
import { day } from "../../words/text.js";
import { AnswerLine, button, field } from "../form.js";

export class ScreensSection {
  #list = el("ul", { class: "rows" });
  #answer = new AnswerLine();
  #code = el("input", { type: "text", required: true, autocomplete: "off", maxlength: 40 });
  #station = el("select", { required: true });
  #mayWrite;

  /** @param {Set<string>} rights */
  constructor(rights) {
    this.#mayWrite = rights.has("devices:write");
    this.element = el(
      "section",
      {},
      el("h2", {}, "Screens of stations"),
      el(
        "div",
        { class: "card" },
        this.#list,
        this.#answer.element,
        this.#mayWrite ? this.#form() : null,
      ),
    );
  }

  async load() {
    /** @type {import("../../api.js").Asked<DeviceView[]>} */
    const found = await ask("devices");
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    this.#answer.say(found.answer.length ? "" : "No screen is paired.");
    this.#list.replaceChildren(...found.answer.map((one) => this.#row(one)));
    const stations = await stationsOfGym();
    this.#station.replaceChildren(
      ...stations.map(({ station_id, name }) => el("option", { value: station_id }, name)),
    );
  }

  #form() {
    const form = el(
      "form",
      {},
      el(
        "div",
        { class: "fields" },
        field("Code on the screen", this.#code),
        field("Its station", this.#station),
        el("button", { type: "submit", class: "button main" }, "Pair it"),
      ),
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const given = { code: this.#code.value, station_id: this.#station.value };
      const paired = await ask("devices", "POST", given);
      if ("problem" in paired) {
        this.#answer.complain(paired.problem);
      } else {
        form.reset();
        this.load();
      }
    });
    return form;
  }

  /** @param {DeviceView} device */
  #row({ device_id, station_id, paired_ms }) {
    const end = button("End", "", async () => {
      const ended = await ask(`devices/${device_id}`, "DELETE");
      if ("problem" in ended) {
        this.#answer.complain(ended.problem);
      } else {
        this.load();
      }
    });
    return el(
      "li",
      {},
      el(
        "div",
        {},
        el("p", {}, station_id),
        el("p", { class: "quiet" }, `Paired on ${day(paired_ms)}`),
      ),
      this.#mayWrite ? end : null,
    );
  }
}
