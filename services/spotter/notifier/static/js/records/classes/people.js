// Some members, such as those of a class: chosen one after the other, and taken out again.

/** @import { MemberView } from "../types.js" */

import { el } from "../../dom.js";
import { MemberFinder } from "../member_finder.js";

export class ClassPeople {
  /** @type {Map<string, string>} */
  #names = new Map();
  #list = el("ul", { class: "chips", "aria-label": "Members chosen" });
  #nobody = el("p", { class: "quiet" }, "Nobody yet.");
  #finder = new MemberFinder((member) => this.#add(member));

  /** @param {string} [label] for screen readers */
  constructor(label = "Members of the class") {
    this.#list.setAttribute("aria-label", label);
    const more = el("details", {}, el("summary", {}, "Add members"), this.#finder.element);
    more.addEventListener("toggle", () => more.open && this.#begin());
    this.element = el(
      "fieldset",
      { class: "group" },
      el("legend", {}, "Members"),
      this.#nobody,
      this.#list,
      more,
    );
  }

  get ids() {
    return [...this.#names.keys()];
  }

  /** @param {MemberView[]} members */
  show(members) {
    this.#names = new Map(members.map((one) => [one.member_id, one.name]));
    this.#draw();
  }

  #begin() {
    this.#finder.clear();
    this.#finder.focus();
    this.#finder.look();
  }

  /** @param {MemberView} member */
  #add({ member_id, name }) {
    this.#names.set(member_id, name);
    this.#draw();
    this.#begin();
  }

  #draw() {
    this.#nobody.hidden = this.#names.size > 0;
    this.#list.replaceChildren(...[...this.#names].map(([id, name]) => this.#chip(id, name)));
  }

  /**
   * @param {string} id
   * @param {string} name
   */
  #chip(id, name) {
    const out = el("button", { type: "button", "aria-label": `Take ${name} out` }, "×");
    out.addEventListener("click", () => {
      this.#names.delete(id);
      this.#draw();
    });
    return el("li", {}, name, out);
  }
}
