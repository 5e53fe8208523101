// The line on a tile that says who trains there, with buttons to begin and to end a session.

/** @import { SessionView } from "../records/types.js" */

import { ask } from "../api.js";
import { el } from "../dom.js";
import { t } from "../words/language.js";
import { memberHref } from "../words/member.js";

export class SessionLine {
  element = el("p", { class: "session", hidden: true });
  #stationId;
  #name;
  #onBegin;

  /**
   * @param {string} stationId
   * @param {() => string} name the station's
   * @param {() => void} onBegin when somebody wants to begin a session
   */
  constructor(stationId, name, onBegin) {
    this.#stationId = stationId;
    this.#name = name;
    this.#onBegin = onBegin;
  }

  /** @param {SessionView | null | undefined} session null: there is none; undefined: not known */
  show(session) {
    const hadFocus = this.element.contains(document.activeElement);
    this.element.hidden = session === undefined;
    this.element.replaceChildren(...(session ? this.#open(session) : this.#closed()));
    if (hadFocus) {
      this.element.querySelector("button")?.focus();
    }
  }

  /** @param {SessionView} session */
  #open({ session_id, member_id, member_name }) {
    const label = t("end_session_of", { name: member_name, station: this.#name() });
    const end = el("button", { type: "button", "aria-label": label }, t("end_session"));
    end.addEventListener("click", async () => {
      end.disabled = true;
      const ended = await ask(`sessions/${session_id}/end`, "PUT");
      if ("problem" in ended) {
        end.disabled = false;
        end.title = ended.problem;
      }
    });
    return [el("a", { href: memberHref(member_id), class: "who" }, member_name), end];
  }

  #closed() {
    const label = t("begin_session_at", { station: this.#name() });
    const begin = el("button", { type: "button", "aria-label": label }, t("begin_session"));
    begin.addEventListener("click", this.#onBegin);
    return [begin, this.#teach()];
  }

  #teach() {
    const label = t("new_exercise_at", { station: this.#name() });
    const href = `exercises?new=${encodeURIComponent(this.#stationId)}`;
    return el("a", { href, class: "teach", "aria-label": label }, t("new_exercise"));
  }
}
