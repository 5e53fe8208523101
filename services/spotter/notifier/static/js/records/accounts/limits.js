// Whom a new trainer sees, or whose account a new member's is.

/** @import { MemberView } from "../types.js" */

import { el, setText } from "../../dom.js";
import { MemberFinder } from "../member_finder.js";
import { ScopeFields } from "./scope.js";

export class Limits {
  #role;
  #fields = new ScopeFields();
  #whose = el("p", { class: "quiet" }, "Nobody chosen yet.");
  #finder = new MemberFinder((member) => this.#choose(member));
  #memberId = "";
  #scope = el(
    "details",
    { class: "group" },
    el("summary", {}, "Limit whom they see (nothing chosen: everybody)"),
    this.#fields.element,
  );
  #member = el("div", { class: "group" }, el("p", {}, "Whose account is it?"), this.#whose);

  /** @param {HTMLSelectElement} role */
  constructor(role) {
    this.#role = role;
    this.#member.append(this.#finder.element);
    this.element = el("div", {}, this.#scope, this.#member);
    role.addEventListener("change", () => this.#show());
    this.#scope.addEventListener("toggle", () => this.#fields.begin(), { once: true });
    this.#show();
  }

  given() {
    return {
      ...(this.#role.value === "trainer" ? { scope: this.#fields.value } : {}),
      member_id: this.#role.value === "member" ? this.#memberId || null : null,
    };
  }

  #show() {
    this.#scope.hidden = this.#role.value !== "trainer";
    this.#member.hidden = this.#role.value !== "member";
  }

  /** @param {MemberView} member */
  #choose({ member_id, name }) {
    this.#memberId = member_id;
    setText(this.#whose, name);
    this.#finder.clear();
  }
}
