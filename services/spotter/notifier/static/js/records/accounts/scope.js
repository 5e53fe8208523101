// Whom a trainer sees: some classes, stations and members, or everybody.

/** @import { ScopeView } from "./types.js" */

import { stationsOfGym } from "../../api.js";
import { el } from "../../dom.js";
import { ClassPeople } from "../classes/people.js";
import { classesOfGym, membersOf } from "../offered.js";
import { Ticks } from "../ticks.js";

export class ScopeFields {
  #classes = new Ticks("Classes");
  #stations = new Ticks("Stations");
  #people = new ClassPeople("Members whom they see");

  constructor() {
    this.element = el(
      "div",
      {},
      this.#classes.element,
      this.#stations.element,
      this.#people.element,
    );
  }

  /** Offers what there is. */
  async begin() {
    const [classes, stations] = await Promise.all([classesOfGym(), stationsOfGym()]);
    classes.forEach(({ class_id, name }) => this.#classes.offer(class_id, name));
    stations.forEach(({ station_id, name }) => this.#stations.offer(station_id, name));
  }

  /** @param {ScopeView} scope */
  async show({ class_ids, station_ids, member_ids }) {
    this.#classes.tick(class_ids);
    this.#stations.tick(station_ids);
    this.#people.show(await membersOf(member_ids));
  }

  /** @returns {ScopeView} */
  get value() {
    return {
      class_ids: this.#classes.ids,
      station_ids: this.#stations.ids,
      member_ids: this.#people.ids,
    };
  }
}
