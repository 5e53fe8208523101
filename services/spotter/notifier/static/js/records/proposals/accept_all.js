// Accepts several proposals at once: says what will happen, asks once, and names what did not.

/** @import { ProposalCard } from "./card.js" */

import { el } from "../../dom.js";
import { acceptedInWords, notAcceptedInWords, toAcceptInWords } from "../../words/proposal.js";
import { AnswerLine, button } from "../form.js";

const FEWEST = 2;

export class AcceptAll {
  #answer = new AnswerLine();
  #refused = el("ul");
  #buttons = el("div", { class: "buttons" });
  #begin;
  /** @type {ProposalCard[]} */
  #cards = [];

  /** @param {string} label */
  constructor(label) {
    this.#begin = button(label, "", () => this.#ask());
    this.element = el("div", { class: "accept-all" });
  }

  /**
   * Offers it for those of the cards that can be decided, if there are several.
   *
   * @param {ProposalCard[]} cards
   */
  offer(cards) {
    this.#cards = cards;
    const isOffered = this.#open().length >= FEWEST;
    const parts = isOffered ? [this.#buttons, this.#answer.element, this.#refused] : [];
    this.element.replaceChildren(...parts);
    this.#refused.replaceChildren();
    this.#answer.say("");
    this.#rest();
  }

  #rest() {
    this.#buttons.replaceChildren(...(this.#open().length ? [this.#begin] : []));
  }

  #open() {
    return this.#cards.filter((card) => card.open);
  }

  #ask() {
    const cards = this.#open();
    if (!cards.length) {
      this.#rest(); // they were decided one by one meanwhile
      return;
    }
    this.#refused.replaceChildren();
    this.#answer.say(toAcceptInWords(cards.flatMap((card) => card.open ?? [])));
    const accept = button("Accept them", "main", () => this.#accept(cards));
    const cancel = button("Cancel", "", () => this.offer(this.#cards));
    this.#buttons.replaceChildren(accept, cancel);
    accept.focus();
  }

  /** @param {ProposalCard[]} cards that were there when it was asked */
  async #accept(cards) {
    this.#buttons.replaceChildren();
    let accepted = 0;
    for (const card of cards) {
      const proposal = card.open;
      if (!proposal) {
        continue;
      }
      const problem = await card.accept();
      accepted += problem ? 0 : 1;
      if (problem) {
        this.#refused.append(el("li", {}, notAcceptedInWords(proposal, problem)));
      }
      this.#answer.say(acceptedInWords(accepted, this.#refused.childElementCount));
    }
    this.#rest();
  }
}
