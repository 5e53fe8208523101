// How one is reached when not at the console.

/** @import { ChannelMade, ChannelView } from "./types.js" */

import { access } from "../../access.js";
import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { AnswerLine, button, tickBox } from "../form.js";
import { AddressFields } from "./address.js";
import { nameHere, problemHere, subscribeHere } from "./browser.js";
import { ChannelCard } from "./card.js";
import { PlanFields } from "./plan.js";

const OF_GYM = "channels:gym";

export class ChannelsPage {
  #answer = new AnswerLine();
  #list = el("ul", { class: "items", "aria-label": "Channels" });
  #here = new AnswerLine();
  #subscribe = button("Notify me in this browser", "main", () => this.#subscribeHere());
  #plan = new PlanFields();
  #address = new AddressFields();
  #isGyms = tickBox("It is the whole gym's, not mine alone", false);
  #made = new AnswerLine();
  #secret = el("code", { class: "secret", hidden: true });

  constructor() {
    this.element = el(
      "div",
      {},
      el("h1", {}, "How you are reached"),
      el(
        "p",
        { class: "quiet" },
        "While the console is open in front of you, nothing is sent to you. " +
          "Once somebody takes an alert, nobody else is paged for it.",
      ),
      el("p", {}, this.#subscribe),
      this.#here.element,
      this.#answer.element,
      this.#list,
      el("section", {}, el("h2", {}, "Add a channel"), this.#form()),
    );
  }

  async begin() {
    document.title = "Channels, Spotter";
    const problem = problemHere();
    this.#subscribe.disabled = Boolean(problem);
    this.#here.say(problem);
    const { rights } = await access();
    this.#isGyms.element.hidden = !rights.has(OF_GYM);
    this.#plan.begin();
    this.#load();
  }

  refreshColours() {}

  #form() {
    const form = el(
      "form",
      { class: "card" },
      this.#address.element,
      this.#plan.element,
      this.#isGyms.element,
      el("button", { type: "submit", class: "button main" }, "Add the channel"),
      this.#made.element,
      this.#secret,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#add();
    });
    return form;
  }

  async #load() {
    const { rights } = await access();
    /** @type {import("../../api.js").Asked<ChannelView[]>} */
    const found = await ask("channels");
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    this.#answer.say(found.answer.length ? "" : "Nobody is reached by anything yet.");
    const cards = found.answer.map(
      (one) => new ChannelCard(one, !one.is_gyms || rights.has(OF_GYM), () => this.#load()),
    );
    this.#list.replaceChildren(...cards.map((one) => one.element));
  }

  async #add() {
    this.#secret.hidden = true;
    const body = {
      plan: this.#plan.value,
      address: this.#address.value,
      is_gyms: this.#isGyms.input.checked,
    };
    /** @type {import("../../api.js").Asked<ChannelMade>} */
    const made = await ask("channels", "POST", body);
    if ("problem" in made) {
      this.#made.complain(made.problem);
      return;
    }
    this.#address.clear();
    const { secret } = made.answer;
    this.#made.say(secret ? "Added. Its secret, which is not shown again:" : "Added. Send a test.");
    setText(this.#secret, secret);
    this.#secret.hidden = !secret;
    this.#load();
  }

  async #subscribeHere() {
    const problem = await subscribeHere({ label: nameHere() });
    if (problem) {
      this.#here.complain(problem);
    } else {
      this.#here.say("This browser is notified from now on. Send it a test.");
      this.#load();
    }
  }
}
