// What is proposed to members for the next time: those to decide first, by member.

/** @import { ProposalPage, ProposalView } from "./types.js" */

import { access } from "../../access.js";
import { ask, query } from "../../api.js";
import { el } from "../../dom.js";
import { count } from "../../words/text.js";
import { AnswerLine, tickBox } from "../form.js";
import { unitField } from "../workouts/unit.js";
import { AcceptAll } from "./accept_all.js";
import { MemberSection } from "./member_section.js";

const AT_ONCE = 200;

export class ProposalsPage {
  #memberId;
  #decided = tickBox("Also decided ones", false);
  #answer = new AnswerLine();
  #all = new AcceptAll("Accept all that are shown");
  #list = el("div");

  /** @param {string} memberId empty: everybody's */
  constructor(memberId) {
    this.#memberId = memberId;
    this.#decided.input.addEventListener("change", () => this.#load());
    this.element = el(
      "div",
      {},
      el("h1", {}, "Proposals"),
      el(
        "p",
        { class: "quiet" },
        "What is proposed for the next time, once a planned workout was done. What is accepted " +
          "goes into the next plan.",
      ),
      el(
        "div",
        { class: "fields" },
        this.#decided.element,
        unitField(() => this.#load()),
      ),
      this.#answer.element,
      this.#all.element,
      this.#list,
    );
  }

  begin() {
    document.title = "Proposals, Spotter";
    this.#load();
  }

  refreshColours() {}

  async #load() {
    const asked = { member_id: this.#memberId, only_open: !this.#decided.input.checked };
    const path = `proposals?${query({ ...asked, limit: AT_ONCE })}`;
    /** @type {import("../../api.js").Asked<ProposalPage>} */
    const found = await ask(path);
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    const { rights } = await access();
    const { items, members_decide } = found.answer;
    const canDecide = rights.has("workouts:write") || members_decide;
    const open = items.filter(({ state }) => state === "open").length;
    this.#answer.say(
      open ? `${count(open, "proposal", "proposals")} to decide.` : "None to decide.",
    );
    const sections = [...byMember(items).values()].map((of) => new MemberSection(of, canDecide));
    this.#list.replaceChildren(...sections.map((one) => one.element));
    this.#all.offer(sections.flatMap((one) => one.cards));
    if (sections.length > 1) {
      sections.forEach((one) => one.offerAll());
    }
  }
}

/** @param {ProposalView[]} items */
function byMember(items) {
  /** @type {Map<string, ProposalView[]>} */
  const found = new Map();
  items.forEach((item) => {
    found.set(item.member_id, [...(found.get(item.member_id) ?? []), item]);
  });
  return found;
}
