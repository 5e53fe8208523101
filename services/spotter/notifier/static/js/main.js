// Wires the page.

import { setText } from "./dom.js";
import { Feed } from "./feed.js";
import { Grid } from "./grid.js";
import { RepPanel } from "./rep.js";
import { LiveSocket } from "./socket.js";
import { onThemeChange } from "./theme.js";
import { count } from "./words.js";

const byId = (id) => document.getElementById(id);
const stations = new Map();
const nameOf = (id) => stations.get(id)?.name ?? id;
const judgesEverybody = (id) => stations.get(id)?.everybody ?? false;

const grid = new Grid(byId("grid"), (ids) => socket.watch(ids));
const feed = new Feed(byId("feed-list"), byId("feed-empty"), nameOf, judgesEverybody);
const panel = new RepPanel(byId("rep"), nameOf, judgesEverybody);

function summarise() {
  const live = [...stations.values()].filter((station) => station.status === "live").length;
  const all = count(stations.size, "station", "stations");
  setText(byId("summary"), stations.size ? `${all}, ${live} live` : "No stations yet");
}

const CONNECTION = {
  connecting: "Connecting",
  open: "Connected",
  waiting: "Connection lost, trying again",
};

const socket = new LiveSocket(
  {
    snapshot(message) {
      stations.clear();
      message.stations.forEach((station) => stations.set(station.station_id, station));
      grid.replace(message.stations);
      feed.replace(message.feed);
      summarise();
    },
    station(message) {
      if (stations.has(message.station.station_id)) {
        stations.set(message.station.station_id, message.station);
        grid.show(message.station);
        summarise();
      }
    },
    verdict(message) {
      if (message.verdict.outcome === "faulty" || message.verdict.fixed.length) {
        feed.add(message.verdict);
      }
    },
    poses(message) {
      message.poses.forEach((pose) => grid.putPose(pose));
    },
  },
  (state) => {
    byId("connection").dataset.state = state;
    setText(byId("connection"), CONNECTION[state]);
    document.body.dataset.connection = state;
    if (state !== "open") {
      grid.clearPoses();
    }
  },
);

onThemeChange(byId("theme-switch"), () => {
  grid.refreshColours();
  panel.refreshColours();
});
socket.open();
panel.followAddress();
