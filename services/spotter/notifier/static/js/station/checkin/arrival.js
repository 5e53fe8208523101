// Who comes and who leaves: the code, number and PIN, a badge; "not me", and leaving.

/** @import { StationView } from "../../messages.js" */
/** @import { ScreenView } from "../types.js" */
/** @import { StationCheckin } from "../../records/checkin/types.js" */

import { ask } from "../../api.js";
import { el, setText } from "../../dom.js";
import { t } from "../../words/language.js";
import { actButton } from "../panels/act_button.js";
import { isPaused } from "../panels/pause.js";
import { CodePicture } from "./code.js";
import { FaceWord } from "./face.js";
import { Looking } from "./looking.js";
import { PinPad } from "./pad.js";

/** Whoever taps to check in has so long until the count comes back. */
const ASKED_MS = 60_000;

export class Arrival {
  #stationId;
  #name = el("h2", { class: "arrival-name" });
  #code;
  #pad;
  #face;
  #looking;
  #said = el("p", { class: "arrival-said", role: "status" });
  #look = actButton("hold_badge", () => this.#looking.begin());
  #come = actButton("check_in", () => this.#ask());
  #leave = actButton("leave_station", () => this.#end("leave"));
  #notMe = actButton("not_me", () => this.#end("not-me"));
  #onLeft;
  #isThere = false;
  #isPossible = false;
  #askedMs = -Infinity;
  #isLooked = false;

  /**
   * @param {string} stationId
   * @param {() => number} now the notifier's time, in milliseconds since the Unix epoch
   * @param {() => void} onLeft is told when somebody has tapped to leave
   */
  constructor(stationId, now, onLeft) {
    this.#onLeft = onLeft;
    this.#stationId = stationId;
    this.#code = new CodePicture(stationId, now);
    this.#pad = new PinPad(stationId, () => this.#looking.end());
    this.#face = new FaceWord(stationId);
    this.#looking = new Looking(stationId, (standing, problem) => this.#hear(standing, problem));
    this.#look.hidden = true;
    this.element = el(
      "section",
      { class: "arrival", "aria-label": t("check_in"), hidden: true },
      this.#name,
      this.#code.element,
      el(
        "div",
        { class: "arrival-ways" },
        actButton("number_and_pin", () => this.#pad.open(false)),
        this.#look,
      ),
      this.#said,
      this.#pad.element,
    );
    this.acts = [this.#come, this.#leave, this.#notMe, this.#face.element];
  }

  /**
   * @param {ScreenView} screen
   * @param {StationView} station
   */
  show(screen, station) {
    const { session, problem } = screen;
    this.#face.show(screen);
    this.#isThere = session !== null;
    setText(this.#name, station.name);
    this.#isPossible = !this.#isThere && !problem && !isPaused(station);
    this.#leave.hidden = this.#notMe.hidden = !this.#isThere;
    if (this.#isThere) {
      this.#askedMs = -Infinity;
      this.#pad.close();
      this.#looking.end();
      setText(this.#said, "");
    }
  }

  /**
   * Returns whether the ways to check in are shown now.
   *
   * @param {boolean} isIdle nobody trains
   * @param {number} nowMs
   */
  tick(isIdle, nowMs) {
    const wasAsked = nowMs - this.#askedMs < ASKED_MS;
    const isShown = this.#isPossible && (isIdle || wasAsked || this.#pad.element.open);
    this.#come.hidden = isShown || !this.#isPossible;
    if (isShown && this.element.hidden) {
      this.#looking.ask(); // Which ways there are.
    }
    this.element.hidden = !isShown;
    this.#code.show(isShown);
    return isShown;
  }

  #ask() {
    this.#askedMs = performance.now();
  }

  /**
   * @param {StationCheckin | null} standing
   * @param {string} problem
   */
  #hear(standing, problem) {
    setText(this.#said, problem || (standing ? this.#saidBy(standing) : ""));
    if (standing) {
      const { ways, awaits_pin } = standing;
      this.#look.hidden = !ways.includes("badge") && !ways.includes("face");
      setText(this.#look, t(ways.includes("face") ? "badge_or_face" : "hold_badge"));
      if (awaits_pin) {
        this.#pad.open(true);
      }
    }
  }

  /** @param {StationCheckin} standing */
  #saidBy({ said, looking_until_ms }) {
    const wasLooked = this.#isLooked;
    this.#isLooked = looking_until_ms !== null;
    if (said || this.#isLooked) {
      return said || t("looking");
    }
    return wasLooked && !this.#isThere ? t("looking_ended") : "";
  }

  /** @param {"leave" | "not-me"} how */
  async #end(how) {
    const asked = await ask(`stations/${encodeURIComponent(this.#stationId)}/${how}`, "POST", {});
    setText(this.#said, "problem" in asked ? asked.problem : "");
    if ("answer" in asked && how === "leave") {
      this.#onLeft();
    }
  }
}
