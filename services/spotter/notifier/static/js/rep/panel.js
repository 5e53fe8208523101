// The panel of one rep, at its own address: #rep/<id>.

/** @import { RepView } from "../messages.js" */

import { encodedRepIn } from "../address.js";
import { access } from "../access.js";
import { el, icon } from "../dom.js";
import { repName } from "../words/rep.js";
import { clockWithSeconds, exerciseName } from "../words/text.js";
import { RepContent } from "./content.js";
import { Judgement } from "./judgement.js";
import { loadRep } from "./load.js";

export class RepPanel {
  #dialog;
  #nameOf;
  #judgesEverybody;
  /** @type {RepContent | null} */
  #content = null;
  /** @type {string | null} */
  #requestedId = null;

  /**
   * @param {HTMLDialogElement} dialog
   * @param {(stationId: string) => string} nameOf
   * @param {(stationId: string) => boolean} judgesEverybody
   */
  constructor(dialog, nameOf, judgesEverybody) {
    this.#dialog = dialog;
    this.#nameOf = nameOf;
    this.#judgesEverybody = judgesEverybody;
    dialog.addEventListener("close", () => this.#leave());
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    addEventListener("hashchange", () => this.followAddress());
    addEventListener("resize", () => this.#content?.redraw());
  }

  followAddress() {
    const encodedId = encodedRepIn(location.hash);
    if (encodedId) {
      this.#open(encodedId);
    } else if (this.#dialog.open) {
      this.#dialog.close();
    }
  }

  refreshColours() {
    this.#content?.refreshColours();
  }

  /** @param {string} encodedId */
  async #open(encodedId) {
    this.#forget();
    this.#requestedId = encodedId;
    this.#fill("Opening this rep", "", quiet("One moment, please."));
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    const [{ rights }, answer] = await Promise.all([access(), loadRep(encodedId)]);
    if (this.#requestedId !== encodedId) {
      return;
    }
    if ("rep" in answer) {
      this.#show(answer.rep, rights.has("exercises:write"));
    } else {
      this.#fill("This rep cannot be shown", "", quiet(answer.problem));
    }
  }

  /**
   * @param {RepView} rep
   * @param {boolean} mayTeach
   */
  #show(rep, mayTeach) {
    const { verdict } = rep;
    const which = [
      `Set ${verdict.set_number}`,
      exerciseName(verdict.exercise),
      clockWithSeconds(verdict.said_ms),
    ].join(", ");
    this.#content = new RepContent(rep, mayTeach ? new Judgement(verdict.rep_id).element : null);
    const name = repName(verdict, this.#judgesEverybody(verdict.station_id));
    this.#fill(`${this.#nameOf(verdict.station_id)}, ${name}`, which, this.#content.element);
    this.#content.begin();
    this.#content.focus();
  }

  /**
   * @param {string} title
   * @param {string} subtitle
   * @param {HTMLElement} content
   */
  #fill(title, subtitle, content) {
    const close = el(
      "button",
      { type: "button", class: "round", "aria-label": "Close" },
      icon("close"),
    );
    close.addEventListener("click", () => this.#dialog.close());
    const heading = el(
      "div",
      {},
      el("h2", { id: "rep-title" }, title),
      el("p", { class: "which" }, subtitle),
    );
    this.#dialog.replaceChildren(
      el("div", { class: "sheet" }, el("header", {}, heading, close), content),
    );
  }

  #forget() {
    this.#content?.end();
    this.#content = null;
    this.#requestedId = null;
  }

  #leave() {
    this.#forget();
    this.#dialog.replaceChildren();
    if (encodedRepIn(location.hash)) {
      history.pushState(null, "", location.pathname + location.search);
    }
  }
}

/** @param {string} text */
function quiet(text) {
  return el("p", { class: "quiet" }, text);
}
