// What a member is asked before and after a session; both may be left unanswered.

/** @import { ScreenView } from "../types.js" */

import { el } from "../../dom.js";
import { t } from "../../words/language.js";
import { actButton } from "../panels/act_button.js";
import { QuestionDialog } from "./dialog.js";
import { Scale } from "./scale.js";

/** Whoever has just come is asked how they are for so long. */
const ASKED_MS = 5 * 60_000;
/** The question after is gone when the next member may have come. */
const SHOWN_MS = 60_000;
const FEELINGS = /** @type {const} */ (["sleep", "stress", "fatigue", "soreness"]);

export class Questions {
  #sessionId = "";
  #isAnswered = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #feelings = FEELINGS.map(
    (name) => new Scale(name, t(`feels_${name}`), 1, 7, () => this.#before.refresh()),
  );
  #effort = new Scale("effort", t("effort_scale"), 0, 10, () => this.#after.refresh());
  #hurts = el("input", { type: "checkbox" });
  #before;
  #after;
  act = actButton("how_are_you", () => this.#askBefore());
  elements;

  /** @param {string} stationId */
  constructor(stationId) {
    const path = `stations/${encodeURIComponent(stationId)}`;
    this.#before = new QuestionDialog(`${path}/readiness`, "how_are_you", this.#feelings, [], () =>
      Object.fromEntries(FEELINGS.map((name, place) => [name, this.#feelings[place].chosen])),
    );
    this.#after = new QuestionDialog(
      `${path}/effort`,
      "how_hard",
      [this.#effort],
      [el("label", { class: "by-hand" }, this.#hurts, t("something_hurt"))],
      () => ({ effort: this.#effort.chosen, hurts: this.#hurts.checked }),
    );
    this.act.hidden = true;
    this.elements = [this.#before.element, this.#after.element];
  }

  /**
   * @param {ScreenView} screen
   * @param {number} nowMs the notifier's time, in milliseconds since the Unix epoch
   */
  show({ session }, nowMs) {
    const sessionId = session?.session_id ?? "";
    if (sessionId !== this.#sessionId) {
      this.#sessionId = sessionId;
      this.#isAnswered = false;
      this.#before.close();
      if (sessionId) {
        this.#after.close(); // It was for whoever trained before.
      }
    }
    const isNew = session !== null && nowMs - session.begun_ms < ASKED_MS;
    this.act.hidden = !isNew || this.#isAnswered;
  }

  /** Somebody has tapped to leave. */
  askAfter() {
    this.#hurts.checked = false;
    this.#after.open();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#after.close(), SHOWN_MS);
  }

  #askBefore() {
    this.#isAnswered = true; // Asked once; who closes it is not asked again.
    this.act.hidden = true;
    this.#before.open();
  }
}
