// Wires the page together.

/** @import { StationView } from "./messages.js" */
/** @import { SocketState } from "./socket.js" */

import { ownRights } from "./api.js";
import { BeginDialog } from "./board/begin_dialog.js";
import { Feed } from "./board/feed.js";
import { Grid } from "./board/grid.js";
import { Sessions } from "./board/sessions.js";
import { setText } from "./dom.js";
import { RepPanel } from "./rep/panel.js";
import { LiveSocket } from "./socket.js";
import { onThemeChange } from "./theme.js";
import { summary } from "./words/station.js";

/** @type {Record<SocketState, string>} */
const CONNECTION = {
  connecting: "Connecting",
  open: "Connected",
  waiting: "Connection lost, trying again",
};

/** @type {Map<string, StationView>} */
const stations = new Map();
/** @param {string} id */
const nameOf = (id) => stations.get(id)?.name ?? id;
/** @param {string} id */
const judgesEverybody = (id) => stations.get(id)?.everybody ?? false;

const socket = new LiveSocket(
  {
    snapshot(message) {
      stations.clear();
      message.stations.forEach((station) => stations.set(station.station_id, station));
      grid.replace(message.stations);
      feed.replace(message.feed);
      setText(byId("notice"), message.notice);
      byId("notice").hidden = !message.notice;
      summarise();
    },
    station({ station }) {
      if (stations.has(station.station_id)) {
        stations.set(station.station_id, station);
        grid.show(station);
        summarise();
      }
    },
    verdict({ verdict }) {
      if (verdict.outcome === "faulty" || verdict.fixed.length || verdict.question) {
        feed.add(verdict);
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

const sessions = new Sessions((open) => grid.showSessions(open));
const begin = new BeginDialog(() => sessions.refresh());
const grid = new Grid(
  byId("grid"),
  (ids) => socket.watch(ids),
  (stationId, name) => begin.open(stationId, name),
  () => sessions.refresh(),
);
const feed = new Feed(byId("feed-list"), byId("feed-empty"), nameOf, judgesEverybody);
const dialog = /** @type {HTMLDialogElement} */ (byId("rep"));
const panel = new RepPanel(dialog, nameOf, judgesEverybody);

onThemeChange(byId("theme-switch"), () => {
  grid.refreshColours();
  panel.refreshColours();
});
document.body.append(begin.element);
socket.open();
offer();
panel.followAddress();

/** Shows what this page may do. */
async function offer() {
  const rights = await ownRights();
  byId("pages").hidden = !rights.has("members:read");
  if (rights.has("sessions:write")) {
    sessions.refresh();
  }
}

function summarise() {
  setText(byId("summary"), summary([...stations.values()]));
}

/** @param {string} id */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`expected an element #${id} in index.html; found none`);
  }
  return element;
}
