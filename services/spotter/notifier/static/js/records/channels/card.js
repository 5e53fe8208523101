// One channel: what it is for, whether it works, a test, and its log.

/** @import { ChannelView, DeliveryView } from "./types.js" */

import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { KINDS, planInWords, standInWords, stateInWords } from "../../words/channel.js";
import { AnswerLine, button } from "../form.js";
import { forget } from "./browser.js";
import { DeliveryLog } from "./log.js";
import { PlanFields } from "./plan.js";

const LOOK_MS = 500;
const PATIENCE_MS = 30_000;

export class ChannelCard {
  #channel;
  #onRemoved;
  #name = el("h3", {});
  #plan = el("p", {});
  #stand = el("p", { class: "quiet" });
  #answer = new AnswerLine();
  #test = button("Send a test", "", () => this.#sendTest());
  #fields = new PlanFields();
  #log;

  /**
   * @param {ChannelView} channel
   * @param {boolean} mayChange
   * @param {() => void} onRemoved
   */
  constructor(channel, mayChange, onRemoved) {
    this.#channel = channel;
    this.#onRemoved = onRemoved;
    this.#log = new DeliveryLog(channel.channel_id);
    const remove = button("Remove", "grave", () => this.#remove());
    this.element = el(
      "li",
      { class: "card channel" },
      this.#name,
      this.#plan,
      this.#stand,
      this.#answer.element,
      mayChange ? el("p", { class: "buttons" }, this.#test, remove) : null,
      mayChange ? this.#change() : null,
      this.#log.element,
    );
    this.#show();
  }

  #show() {
    const { kind, leads_to, is_gyms, plan } = this.#channel;
    setText(this.#name, plan.label);
    const whose = is_gyms ? "the whole gym's" : "your own";
    setText(this.#plan, `${KINDS[kind]}, ${leads_to}, ${whose}. ${planInWords(plan)}`);
    setText(this.#stand, standInWords(this.#channel));
    this.element.dataset.state = this.#channel.gone_ms === null ? "used" : "gone";
  }

  #change() {
    const form = el(
      "form",
      { hidden: true },
      this.#fields.element,
      el("button", { type: "submit", class: "button main" }, "Save"),
    );
    const details = el("details", { class: "examples" }, el("summary", {}, "Change"), form);
    details.addEventListener("toggle", async () => {
      form.hidden = true; // until it shows what is so
      await this.#begin();
      form.hidden = false;
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    return details;
  }

  async #begin() {
    await this.#fields.begin();
    await this.#fields.show(this.#channel.plan);
  }

  async #save() {
    const body = { plan: this.#fields.value };
    /** @type {import("../../api.js").Asked<ChannelView>} */
    const changed = await ask(`channels/${this.#channel.channel_id}`, "PUT", body);
    if ("problem" in changed) {
      this.#answer.complain(changed.problem);
      return;
    }
    this.#channel = changed.answer;
    this.#answer.say("Saved.");
    this.#show();
  }

  async #remove() {
    /** @type {import("../../api.js").Asked<null>} */
    const removed = await ask(`channels/${this.#channel.channel_id}`, "DELETE");
    if ("problem" in removed) {
      this.#answer.complain(removed.problem);
      return;
    }
    await forget(this.#channel.channel_id);
    this.#onRemoved();
  }

  async #sendTest() {
    this.#test.disabled = true;
    this.#answer.say("Sending …");
    /** @type {import("../../api.js").Asked<DeliveryView>} */
    const sent = await ask(`channels/${this.#channel.channel_id}/test`, "POST", {});
    if ("problem" in sent) {
      this.#answer.complain(sent.problem);
    } else {
      this.#say(await this.#tried(sent.answer));
    }
    this.#test.disabled = false;
    this.#log.look();
    this.#look();
  }

  /** Shows the channel as it is now. */
  async #look() {
    /** @type {import("../../api.js").Asked<ChannelView[]>} */
    const found = await ask("channels");
    const { channel_id } = this.#channel;
    const now = "answer" in found && found.answer.find((one) => one.channel_id === channel_id);
    if (now) {
      this.#channel = now;
      this.#show();
    }
  }

  /** @param {DeliveryView} delivery */
  #say(delivery) {
    const words = `${stateInWords(delivery)}.`;
    if (delivery.state === "delivered") {
      this.#answer.say(words);
    } else {
      this.#answer.complain(delivery.attempts ? words : "It has not gone out yet.");
    }
  }

  /**
   * What became of the first attempt, or how it is after half a minute.
   *
   * @param {DeliveryView} sent
   */
  async #tried(sent) {
    let latest = sent;
    for (let waited = 0; waited < PATIENCE_MS && !isTried(latest); waited += LOOK_MS) {
      await pause(LOOK_MS);
      latest = (await this.#log.find(sent.delivery_id)) ?? latest;
    }
    return latest;
  }
}

/** @param {DeliveryView} delivery */
const isTried = ({ state, outcome }) => state !== "waiting" || outcome !== "";

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
