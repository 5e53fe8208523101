// What the reps of a recording are: of which exercise, and by whom.

/** @import { Teaching } from "./equipment/teaching.js" */
/** @import { ExerciseView, MemberView, Page, RecordedView } from "../types.js" */

import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { AnswerLine, field } from "../form.js";
import { describedOf } from "./described/asking.js";

export class SaveForm {
  #reps;
  #source;
  #onKnown;
  #teaching;
  /** @type {ExerciseView[]} */
  #exercises = [];
  /** @type {MemberView[]} */
  #members = [];
  #name = input("exercise-names");
  #person = input("person-names");
  #hint = el("p", { class: "quiet" });
  #save = el("button", { type: "submit", class: "button main" }, "Save");
  #answer = new AnswerLine();
  #done = el("ul", { class: "changes" });

  /**
   * @param {string} name of the exercise, if it is known; empty: it is not
   * @param {() => string[]} reps that are kept, as the API gave them
   * @param {string} source where they are from
   * @param {(exerciseId: string) => void} onKnown when they are to be added to an exercise
   * @param {Pick<Teaching, "filmId" | "stored">} teaching of the equipment that is held
   */
  constructor(name, reps, source, onKnown, teaching) {
    this.#name.value = name;
    this.#reps = reps;
    this.#source = source;
    this.#onKnown = onKnown;
    this.#teaching = teaching;
    this.#name.required = true;
    this.element = el(
      "form",
      { class: "card" },
      el("h2", {}, "What is it?"),
      el(
        "div",
        { class: "fields" },
        field("Name of the exercise", this.#name, "wide"),
        field("Who did it (a member, a name or nobody)", this.#person, "wide"),
      ),
      this.#hint,
      this.#save,
      this.#answer.element,
      this.#done,
    );
    this.#name.addEventListener("change", () => this.#onName());
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#store();
    });
  }

  async begin() {
    /** @type {import("../../api.js").Asked<Page<ExerciseView>>} */
    const exercises = await ask("exercises?limit=1000");
    /** @type {import("../../api.js").Asked<Page<MemberView>>} */
    const members = await ask("members?limit=1000");
    this.#exercises = "problem" in exercises ? [] : exercises.answer.items;
    this.#members = "problem" in members ? [] : members.answer.items;
    this.element.append(
      names("exercise-names", this.#exercises),
      names("person-names", this.#members),
    );
    this.#onName();
  }

  focus() {
    this.#name.focus();
  }

  #onName() {
    const known = named(this.#exercises, this.#name.value);
    setText(this.#hint, known ? `These reps are added to ${known.name}.` : "");
    if (known) {
      this.#onKnown(known.exercise_id);
    } else {
      this.#findDescribed();
    }
  }

  /** A name that is described and not taught yet is taken as it is written there. */
  async #findDescribed() {
    const asked = this.#name.value;
    const found = await describedOf(asked);
    if (found && !found.is_taught && this.#name.value === asked) {
      this.#name.value = found.name;
      setText(this.#hint, `${found.name} is described; these reps teach it.`);
    }
  }

  async #store() {
    const known = named(this.#exercises, this.#name.value);
    const member = named(this.#members, this.#person.value);
    const { filmId } = this.#teaching;
    const recording = {
      reps: this.#reps(),
      source: this.#source,
      ...(known ? { exercise_id: known.exercise_id } : { name: this.#name.value }),
      ...(member ? { member_id: member.member_id } : { person: this.#person.value.trim() }),
      ...(filmId ? { film_id: filmId } : {}),
    };
    if (!recording.reps.length) {
      this.#answer.complain("Use one rep at least.");
      return;
    }
    this.#save.disabled = true;
    /** @type {import("../../api.js").Asked<RecordedView>} */
    const stored = await ask("recordings", "POST", recording);
    if ("problem" in stored) {
      this.#save.disabled = false;
      this.#answer.complain(stored.problem);
      return;
    }
    await this.#teaching.stored();
    const [ready, ...words] = stored.answer.words;
    this.#answer.say(ready);
    this.#done.replaceChildren(...words.map((text) => el("li", {}, text)));
    this.#done.append(
      el("li", {}, el("a", { class: "plain", href: "exercises" }, "All exercises")),
    );
  }
}

/** @param {string} list */
function input(list) {
  return el("input", { type: "text", autocomplete: "off", maxlength: 100, list });
}

/**
 * @param {string} id
 * @param {{ name: string }[]} things
 */
function names(id, things) {
  return el("datalist", { id }, ...things.map(({ name }) => el("option", { value: name })));
}

/**
 * The only one of that name, whatever its case.
 *
 * @template {{ name: string }} Thing
 * @param {Thing[]} things
 * @param {string} name
 */
function named(things, name) {
  const wanted = name.trim().toLowerCase();
  const found = things.filter((one) => one.name.toLowerCase() === wanted);
  return found.length === 1 ? found[0] : null;
}
