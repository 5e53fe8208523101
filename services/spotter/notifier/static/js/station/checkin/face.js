// To be known by one's face at this station from now on: the text, a word, and withdrawing it.

/** @import { Asked } from "../../api.js" */
/** @import { FaceEnrolment, FaceView } from "../../records/checkin/types.js" */
/** @import { ScreenView } from "../types.js" */

import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { t } from "../../words/language.js";
import { actButton } from "../panels/act_button.js";
import { Looking } from "./looking.js";

/** The number of the text `face_agreement`; another text has another number. */
const AGREEMENT = 1;

export class FaceWord {
  #path;
  #looking;
  #sessionId = "";
  #isOpen = false;
  #said = el("p", { class: "arrival-said", role: "status" });
  #agree = actButton("face_agree", () => this.#begin());
  #withdraw = actButton("face_withdraw", () => this.#end());
  #dialog = el(
    "dialog",
    { class: "pin-pad face-word", "aria-label": t("face_word") },
    el("h2", {}, t("face_word")),
    el("p", {}, t("face_agreement")),
    this.#said,
    el(
      "div",
      { class: "arrival-ways" },
      actButton("face_close", () => this.#dialog.close()),
      this.#withdraw,
      this.#agree,
    ),
  );
  #open = actButton("face_word", () => this.#show());

  /** @param {string} stationId */
  constructor(stationId) {
    this.#path = `stations/${encodeURIComponent(stationId)}/checkin/face`;
    this.#looking = new Looking(stationId, (standing, problem) => {
      setText(this.#said, problem || standing?.said || "");
      if (this.#isOpen && standing?.looking_until_ms === null) {
        this.#learn(); // It has become what is kept, or the minute is over.
      }
    });
    this.#dialog.addEventListener("close", () => {
      this.#isOpen = false;
      this.#looking.end();
    });
    this.#open.hidden = true;
    this.element = el("div", {}, this.#open, this.#dialog);
  }

  /** @param {ScreenView} screen */
  show({ session }) {
    const sessionId = session?.session_id ?? "";
    if (sessionId !== this.#sessionId) {
      this.#sessionId = sessionId;
      this.#open.hidden = true;
      this.#dialog.close();
      if (sessionId) {
        this.#learn();
      }
    }
  }

  #show() {
    setText(this.#said, "");
    this.#isOpen = true;
    this.#dialog.showModal();
  }

  async #learn() {
    this.#take(await ask(this.#path));
  }

  async #begin() {
    /** @type {Asked<FaceEnrolment>} */
    const asked = await ask(this.#path, "POST", { agreement: AGREEMENT });
    if ("problem" in asked) {
      setText(this.#said, asked.problem);
    } else {
      this.#looking.ask();
    }
  }

  async #end() {
    /** @type {Asked<FaceView>} */
    const asked = await ask(this.#path, "DELETE");
    if ("problem" in asked) {
      setText(this.#said, asked.problem); // It is still kept, so the button stays.
      return;
    }
    this.#take(asked);
    setText(this.#said, t("face_withdrawn"));
  }

  /** @param {Asked<FaceView>} asked */
  #take(asked) {
    const face = "problem" in asked ? null : asked.answer;
    this.#open.hidden = !face?.is_switched_on;
    this.#withdraw.hidden = !face?.kept_since_ms;
    setText(this.#agree, t(face?.kept_since_ms ? "face_again" : "face_agree"));
  }
}
