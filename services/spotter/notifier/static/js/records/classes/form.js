// What a class is and when, who takes part and where.

/** @import { ClassView, MemberView } from "../types.js" */

import { stationsOfGym } from "../../api.js";
import { el, setText } from "../../dom.js";
import { weekday } from "../../words/text.js";
import { AnswerLine, field, tickBox } from "../form.js";
import { gymDayNow } from "../gym.js";
import { ClassPeople } from "./people.js";

const USUAL = { starts_at: "18:00", minutes: "60" };

export class ClassForm {
  #name = el("input", { type: "text", required: true, maxlength: 200, autocomplete: "off" });
  #day = el("input", { type: "date", required: true });
  #startsAt = el("input", { type: "time", required: true, value: USUAL.starts_at });
  #minutes = el("input", {
    type: "number",
    required: true,
    min: 1,
    max: 1440,
    value: USUAL.minutes,
  });
  #trainers = el("input", { type: "text", autocomplete: "off" });
  #weekly = tickBox("Every week from that day on", true);
  #zone = el("p", { class: "quiet" });
  #stations = el("div", { class: "ticks" });
  /** @type {Map<string, HTMLInputElement>} */
  #ticked = new Map();
  #people = new ClassPeople();
  #answer = new AnswerLine();

  /**
   * @param {string} action such as "Make the class"
   * @param {(plan: object) => Promise<string>} onSave answers with the problem, if there is one
   */
  constructor(action, onSave) {
    this.element = el(
      "form",
      { class: "card" },
      el(
        "div",
        { class: "fields" },
        field("Name", this.#name, "wide"),
        field("Day", this.#day),
        field("Begins", this.#startsAt),
        field("Minutes", this.#minutes),
      ),
      this.#weekly.element,
      this.#zone,
      this.#people.element,
      el("fieldset", { class: "group" }, el("legend", {}, "Stations"), this.#stations),
      el("div", { class: "fields" }, field("Trainers, with commas", this.#trainers, "wide")),
      el("button", { type: "submit", class: "button main" }, action),
      this.#answer.element,
    );
    this.#day.addEventListener("change", () => this.#sayWeekday());
    this.element.addEventListener("submit", async (event) => {
      event.preventDefault();
      const problem = await onSave(this.#plan());
      if (problem) {
        this.#answer.complain(problem);
      } else {
        this.#answer.say("Saved.");
      }
    });
  }

  async begin() {
    const [day, stations] = await Promise.all([gymDayNow(), stationsOfGym()]);
    this.#day.value ||= day?.today ?? "";
    setText(this.#zone, day ? `Day and time are those of the gym, ${day.time_zone}.` : "");
    stations.forEach(({ station_id, name }) => this.#offer(station_id, name));
    this.#sayWeekday();
  }

  /**
   * @param {ClassView} gymClass
   * @param {MemberView[]} members
   */
  show(gymClass, members) {
    this.#name.value = gymClass.name;
    this.#day.value = gymClass.first_day;
    this.#startsAt.value = gymClass.starts_at;
    this.#minutes.value = String(gymClass.minutes);
    this.#trainers.value = gymClass.trainers.join(", ");
    this.#weekly.input.checked = gymClass.is_weekly;
    gymClass.station_ids.forEach((id) => {
      this.#offer(id, id).checked = true;
    });
    this.#people.show(members);
    this.#sayWeekday();
  }

  #sayWeekday() {
    const on = this.#day.value ? `every ${weekday(this.#day.value)}` : "every week";
    setText(this.#weekly.words, `It is ${on} from that day on`);
  }

  /**
   * @param {string} id
   * @param {string} name
   */
  #offer(id, name) {
    const known = this.#ticked.get(id);
    if (known) {
      return known;
    }
    const { element, input } = tickBox(name, false);
    this.#ticked.set(id, input);
    this.#stations.append(element);
    return input;
  }

  #plan() {
    return {
      name: this.#name.value,
      first_day: this.#day.value,
      is_weekly: this.#weekly.input.checked,
      starts_at: this.#startsAt.value,
      minutes: Number(this.#minutes.value),
      member_ids: this.#people.ids,
      station_ids: [...this.#ticked].filter(([, one]) => one.checked).map(([id]) => id),
      trainers: this.#trainers.value
        .split(",")
        .map((one) => one.trim())
        .filter(Boolean),
    };
  }
}
