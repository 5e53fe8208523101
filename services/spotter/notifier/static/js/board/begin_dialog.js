// The dialog in which a session is begun: search a member by name, and Enter.

/** @import { MemberView, Page } from "../records/types.js" */

import { ask, query } from "../api.js";
import { el, icon } from "../dom.js";
import { AnswerLine, button } from "../records/form.js";
import { keptInWords } from "../words/member.js";

const SHOWN = 8;
const CONFLICT = 409;

export class BeginDialog {
  #stationId = "";
  #title = el("h2", { id: "begin-title" });
  #search = el("input", {
    type: "search",
    autocomplete: "off",
    maxlength: 200,
    placeholder: "A member's name",
    "aria-label": "A member's name",
  });
  #found = el("ul", { class: "people-list", "aria-label": "Members found" });
  #answer = new AnswerLine();
  #instead = el("p", { hidden: true });
  #asked = 0;

  constructor() {
    const close = el(
      "button",
      { type: "button", class: "round", "aria-label": "Close" },
      icon("close"),
    );
    close.addEventListener("click", () => this.element.close());
    const form = el("form", { class: "finder" }, this.#search);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#found.querySelector("button")?.click();
    });
    this.#search.addEventListener("input", () => this.#look());
    this.element = el(
      "dialog",
      { class: "begin", "aria-labelledby": "begin-title" },
      el("header", {}, this.#title, close),
      form,
      this.#answer.element,
      this.#instead,
      this.#found,
      el("p", { class: "quiet" }, el("a", { class: "plain", href: "members" }, "Add a member")),
    );
  }

  /**
   * @param {string} stationId
   * @param {string} name the station's
   */
  open(stationId, name) {
    this.#stationId = stationId;
    this.#title.textContent = `Begin session at ${name}`;
    this.#search.value = "";
    this.#answer.say("");
    this.#instead.hidden = true;
    this.#found.replaceChildren();
    this.element.showModal();
    this.#search.focus();
    this.#look();
  }

  async #look() {
    const asked = ++this.#asked;
    const parts = query({ search: this.#search.value.trim(), limit: SHOWN });
    /** @type {import("../api.js").Asked<Page<MemberView>>} */
    const found = await ask(`members?${parts}`);
    if (asked !== this.#asked) {
      return;
    }
    this.#instead.hidden = true;
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      this.#found.replaceChildren();
      return;
    }
    const { items } = found.answer;
    this.#answer.say(items.length ? "" : "Nobody found.");
    this.#found.replaceChildren(...items.map((member) => this.#choice(member)));
  }

  /** @param {MemberView} member */
  #choice(member) {
    const choose = el(
      "button",
      { type: "button", class: "choice" },
      el("strong", {}, member.name),
      el("span", { class: "quiet" }, keptInWords(member)),
    );
    choose.addEventListener("click", () => this.#begin(member, false));
    return el("li", {}, choose);
  }

  /**
   * @param {MemberView} member
   * @param {boolean} instead end the sessions that are in the way
   */
  async #begin(member, instead) {
    const wanted = { station_id: this.#stationId, member_id: member.member_id, instead };
    const begun = await ask("sessions", "POST", wanted);
    if (!("problem" in begun)) {
      this.element.close();
      return;
    }
    this.#answer.complain(begun.problem);
    this.#instead.hidden = begun.status !== CONFLICT;
    this.#instead.replaceChildren(
      button("End that session and begin", "main", () => this.#begin(member, true)),
    );
  }
}
