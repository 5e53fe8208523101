// What went out by a channel.

/** @import { Page } from "../types.js" */
/** @import { DeliveryView } from "./types.js" */

import { ask, query } from "../../api.js";
import { el } from "../../dom.js";
import { aboutInWords, stateInWords } from "../../words/channel.js";
import { dayAndClock } from "../../words/text.js";
import { AnswerLine } from "../form.js";

const SHOWN = 20;

export class DeliveryLog {
  #channelId;
  #answer = new AnswerLine();
  #list = el("ul", { class: "changes" });

  /** @param {string} channelId */
  constructor(channelId) {
    this.#channelId = channelId;
    this.element = el(
      "details",
      { class: "examples" },
      el("summary", {}, "What went out"),
      this.#answer.element,
      this.#list,
    );
    this.element.addEventListener("toggle", () => this.look());
  }

  /** Shows the latest, if the log is open. */
  async look() {
    if (!this.element.open) {
      return;
    }
    const found = await this.#latest();
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    const { items } = found.answer;
    this.#answer.say(items.length ? "" : "Nothing yet.");
    this.#list.replaceChildren(...items.map(row));
  }

  /** @param {string} deliveryId */
  async find(deliveryId) {
    const found = await this.#latest();
    return "answer" in found
      ? found.answer.items.find((one) => one.delivery_id === deliveryId)
      : undefined;
  }

  /** @returns {Promise<import("../../api.js").Asked<Page<DeliveryView>>>} */
  #latest() {
    return ask(`channels/${this.#channelId}/deliveries?${query({ limit: SHOWN })}`);
  }
}

/** @param {DeliveryView} delivery */
function row(delivery) {
  const when = dayAndClock(delivery.made_ms);
  return el("li", {}, `${when}: ${aboutInWords(delivery)}. ${stateInWords(delivery)}.`);
}
