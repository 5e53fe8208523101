// The page of the stations, live.

/** @import { Snapshot, StationView, WhoTrains } from "../messages.js" */
/** @import { Page } from "../page.js" */
/** @import { SocketState } from "../socket.js" */

import { byId, el, setText } from "../dom.js";
import { LiveSocket } from "../socket.js";
import { summary } from "../words/station.js";
import { BeginDialog } from "./begin_dialog.js";
import { Feed } from "./feed.js";
import { Grid } from "./grid.js";

/** @type {Record<SocketState, string>} */
const CONNECTION = {
  connecting: "Connecting",
  open: "Connected",
  waiting: "Connection lost, trying again",
};

class Board {
  /** @type {Map<string, StationView>} */
  #stations = new Map();
  #begin = new BeginDialog();
  #feed = new Feed(
    (id) => this.nameOf(id),
    (id) => this.judgesEverybody(id),
  );
  /** @type {Grid} */
  #grid = new Grid(
    (ids) => this.#socket.watch(ids),
    (stationId, name) => this.#begin.open(stationId, name),
  );
  #gymNotice = "";
  #socket = new LiveSocket(
    {
      snapshot: (message) => this.#start(message),
      station: ({ station }) => this.#showStation(station),
      verdict: ({ verdict }) => this.#feed.consider(verdict),
      poses: ({ poses }) => poses.forEach((pose) => this.#grid.putPose(pose)),
      who_trains: ({ who_trains }) => this.#showWhoTrains(who_trains),
    },
    (state) => this.#showConnection(state),
  );

  get elements() {
    const title = el("h1", { class: "unseen" }, "Stations");
    return [title, this.#grid.element, this.#feed.element, this.#begin.element];
  }

  begin() {
    byId("to-feed").hidden = byId("connection").hidden = false;
    this.#grid.begin();
    this.#socket.open();
  }

  refreshColours() {
    this.#grid.refreshColours();
  }

  /** @param {string} id */
  nameOf(id) {
    return this.#stations.get(id)?.name ?? id;
  }

  /** @param {string} id */
  judgesEverybody(id) {
    return this.#stations.get(id)?.everybody ?? false;
  }

  /** @param {Snapshot} snapshot */
  #start({ stations, feed, notice, who_trains }) {
    this.#stations = new Map(stations.map((station) => [station.station_id, station]));
    this.#grid.replace(stations);
    this.#feed.replace(feed);
    this.#gymNotice = notice;
    this.#showWhoTrains(who_trains);
    this.#summarise();
  }

  /** @param {StationView} station */
  #showStation(station) {
    if (this.#stations.has(station.station_id)) {
      this.#stations.set(station.station_id, station);
      this.#grid.show(station);
      this.#summarise();
    }
  }

  /** @param {WhoTrains | null} who null: this page may not know */
  #showWhoTrains(who) {
    const open = who?.sessions;
    this.#grid.showSessions(open ? new Map(open.map((one) => [one.station_id, one])) : null);
    const words = [this.#gymNotice, who?.problem ?? ""].filter(Boolean).join(". ");
    setText(byId("notice"), words);
    byId("notice").hidden = !words;
  }

  /** @param {SocketState} state */
  #showConnection(state) {
    byId("connection").dataset.state = state;
    setText(byId("connection"), CONNECTION[state]);
    document.body.dataset.connection = state;
    if (state !== "open") {
      this.#grid.clearPoses();
    }
  }

  #summarise() {
    setText(byId("summary"), summary([...this.#stations.values()]));
  }
}

/** @returns {Page} */
export function openPage() {
  return new Board();
}
