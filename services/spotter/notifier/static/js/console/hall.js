// All stations: the wall by need, or the classic grid in the gym's own order.

/** @import { PoseView, StationView } from "../messages.js" */
/** @import { Gym } from "./gym.js" */

import { BeginDialog } from "../board/begin_dialog.js";
import { Grid } from "../board/grid.js";
import { el } from "../dom.js";
import { Toolbar } from "./toolbar.js";
import { Wall } from "./wall/wall.js";

export class Hall {
  #gym;
  #onWatch;
  #begin = new BeginDialog();
  #grid;
  #wall;
  toolbar;
  element;

  /**
   * @param {Gym} gym
   * @param {(stationIds: string[]) => void} onWatch receives the stations on the screen
   */
  constructor(gym, onWatch) {
    this.#gym = gym;
    this.#onWatch = onWatch;
    /** @type {Grid} */
    this.#grid = new Grid(
      () => this.watch(),
      (stationId) => this.beginSession(stationId),
    );
    /** @type {Wall} */
    this.#wall = new Wall(
      gym,
      () => this.watch(),
      (waits) => this.toolbar.showWaiting(waits),
    );
    /** @type {Toolbar} */
    this.toolbar = new Toolbar(
      gym,
      () => this.arrange(),
      () => this.#wall.sortNow(),
    );
    this.element = el("div", { class: "hall" }, this.#wall.element, this.#grid.element);
  }

  get dialogs() {
    return [this.#begin.element];
  }

  /** @param {string} stationId where a session is to begin */
  beginSession(stationId) {
    this.#begin.open(stationId, this.#gym.nameOf(stationId));
  }

  /** Call this once the elements are in the page. */
  begin() {
    this.#grid.begin();
    this.#wall.begin();
    this.arrange();
  }

  /** Shows the stations that are chosen, in the order that is chosen, at once. */
  arrange() {
    this.#wall.element.hidden = this.#isClassic;
    this.#grid.element.hidden = !this.#isClassic;
    this.toolbar.showWaiting(false);
    if (this.#isClassic) {
      this.#grid.replace(this.#chosen);
    } else {
      this.#wall.replace();
    }
    this.watch();
  }

  /** @param {StationView} station */
  show(station) {
    if (this.#gym.isShown(station.station_id)) {
      this.#shown.show(station);
    }
  }

  /** Shows all anew, each where it is: something that concerns many has changed. */
  showAll() {
    this.#grid.showSessions(this.#gym.sessions);
    if (!this.#isClassic) {
      this.#chosen.forEach((station) => this.#wall.show(station));
      this.#wall.considerOrder();
    }
  }

  /** All there is has come anew, as after a broken connection: what is shown stays in its place. */
  renew() {
    if (this.#isClassic) {
      this.#grid.replace(this.#chosen);
    }
    this.showAll();
  }

  tick() {
    if (!this.#isClassic) {
      this.#wall.tick();
    }
  }

  /** @param {PoseView} pose */
  putPose(pose) {
    this.#shown.putPose(pose);
  }

  clearPoses() {
    this.#grid.clearPoses();
    this.#wall.clearPoses();
  }

  refreshColours() {
    this.#grid.refreshColours();
    this.#wall.refreshColours();
  }

  sortNow() {
    this.#wall.sortNow();
  }

  watch() {
    this.#onWatch(this.#shown.watched);
  }

  get #isClassic() {
    return this.toolbar.order === "gym";
  }

  get #shown() {
    return this.#isClassic ? this.#grid : this.#wall;
  }

  get #chosen() {
    return [...this.#gym.stations.values()].filter((one) => this.#gym.isShown(one.station_id));
  }
}
