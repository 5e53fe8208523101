// The dialog in which a session is begun: search a member by name, and Enter.

/** @import { MemberView } from "../records/types.js" */

import { ask } from "../api.js";
import { el, icon } from "../dom.js";
import { AnswerLine, button } from "../records/form.js";
import { MemberFinder } from "../records/member_finder.js";
import { t } from "../words/language.js";

const CONFLICT = 409;

export class BeginDialog {
  #stationId = "";
  #title = el("h2", { id: "begin-title" });
  #answer = new AnswerLine();
  #instead = el("p", { hidden: true });
  #finder = new MemberFinder((member) => this.#begin(member, false));

  constructor() {
    const close = el(
      "button",
      { type: "button", class: "round", "aria-label": t("close") },
      icon("close"),
    );
    close.addEventListener("click", () => this.element.close());
    this.element = el(
      "dialog",
      { class: "begin", "aria-labelledby": "begin-title" },
      el("header", {}, this.#title, close),
      this.#answer.element,
      this.#instead,
      this.#finder.element,
      el("p", { class: "quiet" }, el("a", { class: "plain", href: "members" }, t("add_member"))),
    );
  }

  /**
   * @param {string} stationId
   * @param {string} name the station's
   */
  open(stationId, name) {
    this.#stationId = stationId;
    this.#title.textContent = t("begin_session_at", { station: name });
    this.#answer.say("");
    this.#instead.hidden = true;
    this.#finder.clear();
    this.element.showModal();
    this.#finder.focus();
    this.#finder.look();
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
      button(t("begin_instead"), "main", () => this.#begin(member, true)),
    );
  }
}
