// What is proposed to a member.

/** @import { ProposalView } from "./types.js" */

import { el } from "../../dom.js";
import { proposalsHref } from "../../words/proposal.js";
import { AcceptAll } from "./accept_all.js";
import { ProposalCard } from "./card.js";

export class MemberSection {
  #all;

  /**
   * @param {ProposalView[]} proposals
   * @param {boolean} canDecide
   */
  constructor(proposals, canDecide) {
    const [{ member_id, member_name }] = proposals;
    this.#all = new AcceptAll(`Accept all of ${member_name}`);
    this.cards = proposals.map((one) => new ProposalCard(one, canDecide));
    this.element = el(
      "section",
      {},
      el("h2", {}, el("a", { href: proposalsHref(member_id) }, member_name)),
      this.#all.element,
      el("div", { class: "cards" }, ...this.cards.map((one) => one.element)),
    );
  }

  offerAll() {
    this.#all.offer(this.cards);
  }
}
