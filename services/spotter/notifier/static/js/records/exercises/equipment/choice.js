// Which equipment a recording teaches, and the word of who is in the picture.

import { el } from "../../../dom.js";
import { EQUIPMENT } from "../../../words/film.js";
import { field, tickBox } from "../../form.js";

const AGREED =
  "Who is in the picture agrees that pictures are kept, encrypted, until you are done, one hour at most";

export class EquipmentChoice {
  #onChange;
  #kind = el(
    "select",
    {},
    el("option", { value: "" }, "none"),
    ...Object.entries(EQUIPMENT).map(([value, words]) => el("option", { value }, words)),
  );
  #agreed = tickBox(AGREED, false);
  consent = el(
    "div",
    { class: "group", hidden: true },
    this.#agreed.element,
    el(
      "p",
      { class: "quiet" },
      "You then draw a box round the equipment on one of the pictures. As long as they are kept, the station and the wall say so. What stays is how the equipment looks and where it was, no picture.",
    ),
  );
  field = field("Equipment", this.#kind);

  /** @param {() => void} onChange when another answer was given */
  constructor(onChange) {
    this.#onChange = onChange;
    this.#kind.addEventListener("change", () => this.#change());
    this.#agreed.input.addEventListener("change", () => this.#onChange());
  }

  /** Empty: none. */
  get equipment() {
    return this.#kind.value;
  }

  /** Whether nothing is kept to which nobody has agreed. */
  get isAgreed() {
    return !this.equipment || this.#agreed.input.checked;
  }

  /** Somebody else may be in the next recording. */
  askAgain() {
    this.#agreed.input.checked = false;
    this.#onChange();
  }

  /** @param {boolean} isOpen */
  setOpen(isOpen) {
    this.#kind.disabled = !isOpen;
    this.#agreed.input.disabled = !isOpen;
  }

  #change() {
    this.consent.hidden = !this.equipment;
    this.#agreed.input.checked = false;
    this.#onChange();
  }
}
