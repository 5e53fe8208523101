// A proposal: what changes and why, and what can be decided.

/** @import { ProposalView } from "./types.js" */

import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { becauseInWords, CHANGES, prescribedInWords, STATES } from "../../words/proposal.js";
import { exerciseName } from "../../words/text.js";
import { workoutsHref } from "../../words/workout.js";
import { AnswerLine, button } from "../form.js";
import { loadUnit } from "../workouts/unit.js";
import { ValuesForm } from "./values_form.js";

export class ProposalCard {
  #proposal;
  #answer = new AnswerLine();
  #buttons = el("div", { class: "buttons" });
  #form = el("div");

  /**
   * @param {ProposalView} proposal
   * @param {boolean} canDecide
   */
  constructor(proposal, canDecide) {
    this.#proposal = proposal;
    const unit = loadUnit();
    const isOpen = proposal.state === "open";
    const name = exerciseName(proposal.exercise);
    this.element = el(
      "article",
      { class: "card proposal", "data-change": proposal.change, "aria-label": name },
      el("p", { class: "quiet" }, `${proposal.title}, ${proposal.day}`),
      el("h3", {}, name),
      el(
        "p",
        { class: "change" },
        el("strong", {}, CHANGES[proposal.change]),
        el("span", {}, prescribedInWords(proposal.new, unit)),
        proposal.change === "keep" ? null : el("s", {}, prescribedInWords(proposal.old, unit)),
      ),
      el("p", {}, becauseInWords(proposal)),
      el("p", { class: "quiet" }, `Rule: ${proposal.rule}`),
      isOpen && canDecide ? this.#buttons : null,
      this.#form,
      this.#answer.element,
    );
    this.#buttons.append(
      button("Accept", "main", () => this.accept()),
      button("Other values", "", () => this.#edit()),
      button("Refuse", "", () => this.#decide({ decision: "refused" })),
      button("Lock", "", () => this.#decide({ decision: "locked" })),
    );
    if (!isOpen) {
      this.#answer.say(STATES[proposal.state]);
    }
  }

  #edit() {
    const form = new ValuesForm(this.#proposal.new, {
      save: (edited) => this.#decide({ decision: "edited", edited }),
      cancel: () => this.#form.replaceChildren(),
    });
    this.#form.replaceChildren(form.element);
    form.focus();
  }

  /** What is proposed here if it can be decided; null if it cannot, or was. */
  get open() {
    return this.#buttons.isConnected ? this.#proposal : null;
  }

  /**
   * Accepts it.
   *
   * @returns {Promise<string>} why it was not; empty if it was
   */
  accept() {
    return this.#decide({ decision: "accepted" });
  }

  /** @param {object} decision */
  async #decide(decision) {
    const { proposal_id, new: expected } = this.#proposal;
    /** @type {import("../../api.js").Asked<ProposalView>} */
    const decided = await ask(`proposals/${proposal_id}/decision`, "POST", {
      ...decision,
      expected,
    });
    if ("problem" in decided) {
      this.#answer.complain(decided.problem);
      return decided.problem;
    }
    this.#form.replaceChildren();
    this.#buttons.remove();
    await this.#tell(decided.answer);
    return "";
  }

  /** @param {ProposalView} decided */
  async #tell({ state, planned_id, member_id }) {
    this.#answer.say(`${STATES[state]}.`);
    if (!planned_id) {
      return;
    }
    /** @type {import("../../api.js").Asked<import("../workouts/types.js").WorkoutView>} */
    const planned = await ask(`workouts/${planned_id}`);
    if ("answer" in planned && planned.answer.day) {
      const { day } = planned.answer;
      setText(this.#answer.element, `${STATES[state]}; planned for `);
      this.#answer.element.append(
        el("a", { class: "plain", href: workoutsHref(member_id, day) }, day),
      );
    }
  }
}
