// The exercises that are described and not taught yet: found by words, and a file to bring more.

/** @import { DescribedView } from "../types.js" */

import { access } from "../../../access.js";
import { teaching } from "../../../address.js";
import { el, setText } from "../../../dom.js";
import { untaughtInWords } from "../../../words/described.js";
import { exerciseName } from "../../../words/text.js";
import { untaughtCount } from "./asking.js";
import { description } from "./description.js";
import { UntaughtFinder } from "./finder.js";
import { DescriptionImport } from "./import.js";

export class Untaught {
  #how = el("p", { class: "quiet" });
  #finder = new UntaughtFinder((exercise) => this.#show(exercise));
  #shown = el("div", { role: "status" });
  #import = el("div");
  #canTeach = false;

  constructor() {
    this.element = el(
      "section",
      { "aria-label": "Not taught yet" },
      el("h2", {}, "Not taught yet"),
      this.#how,
      this.#finder.element,
      this.#shown,
      this.#import,
    );
  }

  async begin() {
    const { rights } = await access();
    this.#canTeach = rights.has("exercises:write");
    if (this.#canTeach) {
      this.#import.replaceChildren(new DescriptionImport(() => this.#count()).element);
    }
    await this.#count();
  }

  async #count() {
    const count = await untaughtCount();
    setText(this.#how, untaughtInWords(count));
    this.#finder.element.hidden = !count;
    this.element.hidden = !count && !this.#canTeach;
  }

  /** @param {DescribedView} exercise */
  #show(exercise) {
    const href = teaching(exercise.name);
    const teach = el("p", {}, el("a", { class: "button main", href }, "Teach it"));
    this.#shown.replaceChildren(
      el(
        "article",
        { class: "card", "aria-label": exercise.name },
        el("h3", {}, exerciseName(exercise.name)),
        description(exercise),
        this.#canTeach ? teach : null,
      ),
    );
  }
}
