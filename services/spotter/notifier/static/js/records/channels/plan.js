// What a channel is for: whose alerts, which, when, and how much they say.

/** @import { PlanView } from "./types.js" */

import { stationsOfGym } from "../../api.js";
import { el } from "../../dom.js";
import { ESCALATIONS, PRIORITIES } from "../../words/channel.js";
import { ClassPeople } from "../classes/people.js";
import { field, tickBox } from "../form.js";
import { classesOfGym, membersOf } from "../offered.js";
import { Ticks } from "../ticks.js";
import { select } from "./address.js";

export class PlanFields {
  #label = el("input", { type: "text", required: true, maxlength: 200, autocomplete: "off" });
  #lowest = select(PRIORITIES);
  #from = select(Object.fromEntries(ESCALATIONS.map((words, step) => [String(step), words])));
  #classes = new Ticks("Classes");
  #stations = new Ticks("Stations");
  #people = new ClassPeople("Members whose alerts come");
  #begin = el("input", { type: "time" });
  #end = el("input", { type: "time" });
  #highComes = tickBox("High priority comes all the same", true);
  #names = tickBox("Messages name members. Services pass on what they are sent", false);

  constructor() {
    this.element = el(
      "div",
      {},
      el(
        "div",
        { class: "fields" },
        field("Label", this.#label, "wide"),
        field("Which", this.#lowest),
        field("When", this.#from),
      ),
      el(
        "details",
        { class: "examples" },
        el("summary", {}, "Only some classes, stations or members"),
        el("p", { class: "quiet" }, "Being named by one of the three is enough."),
        this.#classes.element,
        this.#stations.element,
        this.#people.element,
      ),
      el(
        "details",
        { class: "examples" },
        el("summary", {}, "Quiet hours, and names"),
        el(
          "div",
          { class: "fields" },
          field("Silent from", this.#begin),
          field("until", this.#end),
        ),
        this.#highComes.element,
        this.#names.element,
      ),
    );
  }

  async begin() {
    const [stations, classes] = await Promise.all([stationsOfGym(), classesOfGym()]);
    stations.forEach(({ station_id, name }) => this.#stations.offer(station_id, name));
    classes.forEach(({ class_id, name }) => this.#classes.offer(class_id, name));
  }

  /** @param {string} label */
  call(label) {
    this.#label.value = label;
  }

  /** @param {PlanView} plan */
  async show(plan) {
    this.#label.value = plan.label;
    this.#lowest.value = plan.lowest_priority;
    this.#from.value = String(plan.from_escalation);
    this.#classes.tick(plan.class_ids);
    this.#stations.tick(plan.station_ids);
    this.#begin.value = plan.quiet_hours?.begin ?? "";
    this.#end.value = plan.quiet_hours?.end ?? "";
    this.#highComes.input.checked = plan.quiet_hours?.high_comes ?? true;
    this.#names.input.checked = plan.has_names;
    this.#people.show(await membersOf(plan.member_ids));
  }

  get value() {
    const isQuiet = this.#begin.value && this.#end.value;
    return {
      label: this.#label.value,
      class_ids: this.#classes.ids,
      station_ids: this.#stations.ids,
      member_ids: this.#people.ids,
      lowest_priority: this.#lowest.value,
      quiet_hours: isQuiet
        ? {
            begin: this.#begin.value,
            end: this.#end.value,
            high_comes: this.#highComes.input.checked,
          }
        : null,
      from_escalation: Number(this.#from.value),
      has_names: this.#names.input.checked,
    };
  }
}
