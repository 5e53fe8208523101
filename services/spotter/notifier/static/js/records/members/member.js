// One member: what is kept of them, their data, and their history.

/** @import { MemberView } from "../types.js" */

import { access } from "../../access.js";
import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { keptInWords } from "../../words/member.js";
import { day } from "../../words/text.js";
import { workoutsHref } from "../../words/workout.js";
import { AnswerLine } from "../form.js";
import { HistoryPanel } from "../history/panel.js";
import { consentCard } from "./consent.js";
import { dataCard } from "./data.js";
import { FaceCard } from "./face.js";
import { heightCard } from "./height.js";
import { KeysCard } from "./keys.js";
import { leavingCard } from "./leaving.js";

export class MemberPage {
  #memberId;
  #name = el("h1", {}, "Member");
  #about = el("p", { class: "quiet" });
  #answer = new AnswerLine();
  #cards = el("section", { class: "cards", "aria-label": "What is kept" });
  #history;

  /** @param {string} memberId */
  constructor(memberId) {
    this.#memberId = memberId;
    this.#history = new HistoryPanel({ member_id: memberId });
    this.element = el(
      "div",
      {},
      this.#name,
      this.#about,
      this.#answer.element,
      this.#history.element,
      this.#cards,
    );
  }

  async begin() {
    /** @type {import("../../api.js").Asked<MemberView>} */
    const found = await ask(`members/${encodeURIComponent(this.#memberId)}`);
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      this.#history.element.remove();
      return;
    }
    this.#show(found.answer);
    const change = (/** @type {MemberView} */ member) => this.#show(member);
    const { rights } = await access();
    const keys = rights.has("members:keys") ? [new KeysCard(found.answer).element] : [];
    const face = rights.has("faces:withdraw") ? [new FaceCard(found.answer).element] : [];
    this.#cards.append(
      consentCard(found.answer, change),
      ...(rights.has("members:write") ? [heightCard(found.answer, change)] : []),
      ...keys,
      ...face,
      dataCard(found.answer),
      leavingCard(found.answer, change, () => this.#gone()),
    );
    this.#history.begin();
  }

  refreshColours() {
    this.#history.refreshColours();
  }

  /** @param {MemberView} member */
  #show(member) {
    document.title = `${member.name}, Spotter`;
    setText(this.#name, member.name);
    this.#about.replaceChildren(
      `Member since ${day(member.joined_ms)}. ${keptInWords(member)}. `,
      el("a", { class: "plain", href: workoutsHref(member.member_id) }, "Workouts"),
    );
  }

  #gone() {
    document.title = "Erased, Spotter";
    setText(this.#name, "Erased");
    setText(this.#about, "");
    this.#history.element.remove();
  }
}
