// One rep opened, at its own address: #rep/<id>.

import { el, icon } from "./dom.js";
import { RepContent } from "./rep_content.js";
import { capital, clockWithSeconds, exerciseName, repName } from "./words.js";

const ADDRESS = /^#rep\/(.+)$/;

export class RepPanel {
  #dialog;
  #nameOf;
  #judgesEverybody;
  #content = null;
  #asked = null;

  // `nameOf` gives a station's name from its id, `judgesEverybody` whether several are judged there.
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
    const repId = ADDRESS.exec(location.hash)?.[1];
    if (repId) {
      this.#open(repId);
    } else if (this.#dialog.open) {
      this.#dialog.close();
    }
  }

  refreshColours() {
    this.#content?.refreshColours();
  }

  async #open(encodedId) {
    this.#forget();
    this.#asked = encodedId;
    this.#fill("Opening this rep", "", el("p", { class: "quiet" }, "One moment."));
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    const { rep, problem } = await load(encodedId);
    if (this.#asked !== encodedId) {
      return;
    }
    if (rep) {
      this.#show(rep);
    } else {
      this.#fill("This rep cannot be shown", "", el("p", { class: "quiet" }, problem));
    }
  }

  #show(rep) {
    const { verdict } = rep;
    const which = `Set ${verdict.set_number}, ${exerciseName(verdict.exercise)}, ${clockWithSeconds(verdict.said_ms)}`;
    this.#content = new RepContent(rep);
    const name = repName(verdict, this.#judgesEverybody(verdict.station_id));
    this.#fill(`${this.#nameOf(verdict.station_id)}, ${name}`, which, this.#content.element);
    this.#content.begin();
  }

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
    this.#asked = null;
  }

  #leave() {
    this.#forget();
    this.#dialog.replaceChildren();
    if (location.hash) {
      history.pushState(null, "", location.pathname + location.search);
    }
  }
}

async function load(encodedId) {
  try {
    const answer = await fetch(`api/reps/${encodedId}`);
    const body = await answer.json();
    return answer.ok ? { rep: body } : { problem: sentence(body.detail) };
  } catch {
    return { problem: "Spotter does not answer right now. Close this and try again." };
  }
}

function sentence(detail) {
  const text = typeof detail === "string" ? detail : "the address names no rep";
  return `${capital(text)}.`;
}
