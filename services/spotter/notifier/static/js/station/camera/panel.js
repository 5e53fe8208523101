// A station's screen as its camera: asks first, shows that it films and where that goes, and stops.

/** @import { StationView } from "../../messages.js" */
/** @import { WantedView } from "./types.js" */

import { el, setText } from "../../dom.js";
import { AnswerLine, button } from "../../records/form.js";
import { t } from "../../words/language.js";
import { AwakeScreen } from "./awake.js";
import { Film } from "./film.js";
import { CameraLink } from "./link.js";
import { Pace, packed } from "./pace.js";

/** Offers the camera of this device to a station that has none of its own. */
export class CameraPanel {
  #film = new Film(
    (takenMs) => this.#take(takenMs),
    () => this.#stop(t("camera_unplugged")),
  );
  #pace = new Pace();
  #awake = new AwakeScreen();
  #answer = new AnswerLine();
  /** @type {CameraLink | null} */
  #link = null;
  /** @type {WantedView | null} */
  #wanted = null;
  #isEncoding = false;
  #isSwitching = false;
  #stationId;
  #asking;
  #filming;
  #on = el("p", { class: "camera-on", role: "status" });

  /** @param {StationView} station */
  constructor({ station_id }) {
    this.#stationId = station_id;
    this.#asking = el(
      "div",
      {},
      el("p", {}, t("camera_asks", { host: location.host })),
      el("p", {}, t("camera_promises")),
      button(t("film_me"), "main", () => this.#begin()),
    );
    this.#filming = el(
      "div",
      { hidden: true },
      this.#on,
      button(t("stop_camera"), "grave", () => this.#stop(t("camera_off"))), // never out of sight
      this.#film.element,
    );
    this.element = el(
      "section",
      { class: "station-camera", "aria-label": t("camera") },
      this.#asking,
      this.#filming,
      this.#answer.element,
    );
  }

  async #begin() {
    this.#answer.say("");
    const problem = await this.#film.begin();
    if (problem === null) {
      return;
    }
    if (problem) {
      this.#answer.complain(problem);
      return;
    }
    this.#show(true);
    this.#awake.keep();
    this.#link?.close();
    this.#link = new CameraLink(this.#stationId, {
      onWanted: (wanted) => this.#follow(wanted),
      onAway: () => this.#tell(t("camera_unconnected")),
      onRefused: (words) => this.#stop(t("camera_stopped", { why: words })),
    });
    this.#link.open();
  }

  /** @param {string} words why */
  #stop(words) {
    this.#link?.close();
    this.#link = null;
    this.#wanted = null;
    this.#film.end();
    this.#awake.release();
    this.#show(false);
    this.#answer.say(words);
  }

  /**
   * Does what the gym wants of this camera, off and on again included.
   *
   * @param {WantedView} wanted
   */
  async #follow(wanted) {
    this.#wanted = wanted;
    this.#pace.setRate(wanted.rate_hz);
    if (wanted.rate_hz === 0) {
      this.#film.end();
    } else if (!this.#film.isOn && !this.#isSwitching) {
      this.#isSwitching = true;
      const problem = await this.#film.begin();
      this.#isSwitching = false;
      if (problem === null) {
        return;
      }
      if (problem || !this.#link) {
        this.#stop(problem);
        return;
      }
    }
    this.#tell(wanted.reason && t("camera_off_for", { why: wanted.reason }));
  }

  /** @param {number} takenMs */
  async #take(takenMs) {
    if (!this.#wanted || !this.#link || !this.#pace.isDue(takenMs)) {
      return;
    }
    if (this.#isEncoding || !this.#link.isFree) {
      this.#pace.skip();
      return;
    }
    this.#isEncoding = true;
    const jpeg = await this.#film.jpeg(this.#wanted.max_side_px, this.#wanted.max_bytes);
    this.#isEncoding = false;
    if (jpeg && this.#link?.isFree) {
      this.#link.send(packed(takenMs, this.#pace.takeSkipped(), jpeg));
    } else {
      this.#pace.skip();
    }
  }

  /** @param {boolean} isFilming */
  #show(isFilming) {
    this.#asking.hidden = isFilming;
    this.#filming.hidden = !isFilming;
    this.element.dataset.films = isFilming ? "yes" : "no";
    this.#tell("");
  }

  /** @param {string} problem why nothing is sent; empty: it is */
  #tell(problem) {
    const isOn = this.#film.isOn && !problem;
    this.#on.dataset.kind = isOn ? "on" : "off";
    setText(this.#on, isOn ? t("camera_on", { host: location.host }) : problem);
  }
}
