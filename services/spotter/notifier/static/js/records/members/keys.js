// What stations know a member by: number, PIN, badges. What is secret is shown once.

/** @import { MemberView } from "../types.js" */
/** @import { Asked } from "../../api.js" */
/** @import { BadgeMade, BadgeView, MemberKeysView, PinGivenView } from "../checkin/types.js" */

import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { day } from "../../words/text.js";
import { AnswerLine, button } from "../form.js";

const NONE = "Neither number nor PIN.";
const ONCE = "Note it now: it is not shown again.";

export class KeysCard {
  #path;
  #number = el("p", { class: "quiet" });
  #pin = el("p", { class: "secret", hidden: true });
  #badges = el("ul", { class: "rows" });
  #made = el("figure", { class: "badge", hidden: true });
  #answer = new AnswerLine();

  /** @param {MemberView} member */
  constructor({ member_id }) {
    this.#path = `members/${member_id}`;
    this.element = el(
      "div",
      { class: "card" },
      el("h2", {}, "Check-in"),
      this.#number,
      this.#pin,
      el(
        "p",
        {},
        button("New PIN", "", () => this.#newPin()),
      ),
      this.#badges,
      this.#made,
      el(
        "p",
        {},
        button("New badge", "", () => this.#newBadge()),
      ),
      this.#answer.element,
    );
    this.#load();
  }

  async #load() {
    /** @type {Asked<MemberKeysView>} */
    const found = await ask(`${this.#path}/keys`);
    if ("problem" in found) {
      this.#answer.complain(found.problem);
      return;
    }
    const { number, badges } = found.answer;
    setText(this.#number, number ? `Number ${number}, and a PIN.` : NONE);
    this.#badges.replaceChildren(...badges.map((one) => this.#row(one)));
  }

  async #newPin() {
    /** @type {Asked<PinGivenView>} */
    const given = await ask(`${this.#path}/pin`, "PUT", {});
    if ("problem" in given) {
      this.#answer.complain(given.problem);
      return;
    }
    setText(this.#pin, `Number ${given.answer.number}, PIN ${given.answer.pin}`);
    this.#pin.hidden = false;
    this.#answer.say(ONCE);
    this.#load();
  }

  async #newBadge() {
    /** @type {Asked<BadgeMade>} */
    const made = await ask(`${this.#path}/badges`, "POST", {});
    if ("problem" in made) {
      this.#answer.complain(made.problem);
      return;
    }
    const href = made.answer.picture;
    this.#made.replaceChildren(
      el("img", { src: href, alt: "The badge's code" }),
      el("figcaption", {}, el("a", { class: "button", href, download: "badge.svg" }, "Save")),
    );
    this.#made.hidden = false;
    this.#answer.say(ONCE);
    this.#load();
  }

  /** @param {BadgeView} badge */
  #row({ badge_id, made_ms, shown_ms }) {
    const revoke = button("Revoke", "", async () => {
      const done = await ask(`${this.#path}/badges/${badge_id}`, "DELETE");
      if ("problem" in done) {
        this.#answer.complain(done.problem);
      } else {
        this.#made.hidden = true;
        this.#answer.say("The badge is worthless.");
        this.#load();
      }
    });
    const used = shown_ms === null ? "never shown" : `shown last on ${day(shown_ms)}`;
    return el("li", {}, el("div", {}, `Badge of ${day(made_ms)}, ${used}`), revoke);
  }
}
