// Checks in whoever holds the phone. Opening a link never does: a tap does.

/** @import { Me } from "../../access.js" */
/** @import { Asked } from "../../api.js" */
/** @import { Place } from "../../words/checkin.js" */
/** @import { CheckedIn, StationCalled } from "./types.js" */

import { access } from "../../access.js";
import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { checkedInWords, placeIn } from "../../words/checkin.js";
import { language, t } from "../../words/language.js";
import { AnswerLine, button, field } from "../form.js";

export class CheckInPage {
  #shown = el("div", {});
  #answer = new AnswerLine();

  constructor() {
    this.element = el(
      "div",
      { class: "sign-in check-in" },
      el("h1", {}, t("check_in")),
      this.#shown,
      this.#answer.element,
    );
  }

  async begin() {
    document.title = `${t("check_in")}, Spotter`;
    addEventListener("hashchange", () => location.reload()); // the next code, in the same tab
    const place = placeIn(location.hash);
    const { me } = await access();
    if (!place) {
      this.#shown.replaceChildren(el("p", {}, t("phone_nowhere")));
    } else if (me?.member_id) {
      this.#showOwn(place, me);
    } else {
      this.#showNumber(place);
    }
  }

  refreshColours() {}

  /**
   * @param {Place} place
   * @param {Me} me a member who has signed in on this phone
   */
  #showOwn(place, { name }) {
    const digits = place.code ? null : digitsInput(2);
    const others = button(t("phone_other"), "", () => this.#showNumber(place));
    this.#shown.replaceChildren(
      el("p", {}, t("phone_signed_in", { name })),
      this.#form(place, digits ? [field(t("phone_digits"), digits)] : [], () => ({
        digits: digits?.value ?? "",
      })),
      el("p", { class: "other-way" }, others),
    );
    digits?.focus();
  }

  /** @param {Place} place */
  #showNumber(place) {
    const digits = place.code ? null : digitsInput(2);
    const number = digitsInput(12);
    const pin = digitsInput(8);
    pin.type = "password";
    const fields = [field(t("phone_number"), number), field(t("phone_pin"), pin)];
    const to = new URLSearchParams({ to: `check-in${location.hash}` });
    this.#shown.replaceChildren(
      this.#form(place, digits ? [field(t("phone_digits"), digits), ...fields] : fields, () => ({
        digits: digits?.value ?? "",
        number: number.value,
        pin: pin.value,
      })),
      el(
        "p",
        { class: "other-way" },
        el("a", { class: "button", href: `sign-in?${to}` }, t("phone_sign_in")),
      ),
    );
    (digits ?? number).focus();
  }

  /**
   * @param {Place} place
   * @param {HTMLElement[]} fields
   * @param {() => object} typed
   */
  #form({ stationId, code }, fields, typed) {
    const submit = el("button", { type: "submit", class: "button main" }, t("check_in"));
    const where = el("strong", {}, stationId);
    nameOf(stationId).then((name) => setText(where, name));
    const form = el(
      "form",
      { class: "card" },
      el("p", { class: "where" }, where),
      ...fields,
      submit,
    );
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      submit.disabled = true;
      /** @type {Asked<CheckedIn>} */
      const done = await ask("checkin", "POST", { station_id: stationId, code, ...typed() });
      submit.disabled = false;
      if ("problem" in done) {
        this.#answer.complain(done.problem);
      } else {
        const said = await saidOf(done.answer);
        this.#shown.replaceChildren();
        this.#answer.say(said);
      }
    });
    return form;
  }
}

/** @param {CheckedIn} checkedIn */
async function saidOf({ first_name, station_id, left }) {
  const [station, ...others] = await Promise.all([station_id, ...left].map(nameOf));
  return checkedInWords({ name: first_name, station, left: others }, language());
}

/**
 * What a station is called; its id while nobody says.
 *
 * @param {string} stationId
 */
async function nameOf(stationId) {
  /** @type {Asked<StationCalled>} */
  const asked = await ask(`checkin/stations/${encodeURIComponent(stationId)}`);
  return "answer" in asked ? asked.answer.name : stationId;
}

/** @param {number} most digits */
function digitsInput(most) {
  const input = el("input", { type: "text", required: true, maxlength: most, pattern: "[0-9]+" });
  input.inputMode = "numeric";
  input.autocomplete = "off";
  return input;
}
