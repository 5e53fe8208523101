// A station's own screen, while somebody trains there.

/** @import { Snapshot, StationView, VerdictView } from "../messages.js" */
/** @import { GhostView, ScreenView } from "./types.js" */
/** @import { SocketState } from "../link_watch.js" */

import { el, setText } from "../dom.js";
import { LiveSocket } from "../socket.js";
import { t } from "../words/language.js";
import { CameraPanel } from "./camera/panel.js";
import { Arrival } from "./checkin/arrival.js";
import { ghostsOf } from "./ghosts.js";
import { CallButton } from "./panels/call.js";
import { CountPanel } from "./panels/count.js";
import { noticesOf } from "./panels/notice.js";
import { PauseButton } from "./panels/pause.js";
import { Questions } from "./questions/questions.js";
import { Saying } from "./saying.js";
import { Stage } from "./stage/stage.js";
import { WorkoutPanel } from "./workout/panel.js";
import { enoughOf } from "./workout/shown_set.js";

const TICK_MS = 250;
const GHOSTS_AGAIN_MS = 60_000;

export class StationScreen {
  #stationId;
  /** @type {StationView | null} */
  #station = null;
  /** @type {ScreenView | null} */
  #screen = null;
  #exercise = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #ghostsAgain;
  #clockIsBehindMs = 0;
  /** @type {SocketState} */
  #connection = "connecting";
  #title = el("h1", { class: "unseen" });
  #notice = el("p", { class: "screen-notice", role: "alert", hidden: true });
  #nobody = el("p", { class: "nobody" });
  #saying;
  #stage = new Stage(({ person, framing, isMoving }) => {
    this.#saying.see(framing, isMoving);
    if (person) {
      this.#workout.see(person, performance.now());
    }
  });
  /** @type {CameraPanel | null} of a device that is its station's camera, too */
  #camera = null;
  #workout;
  #count;
  #call;
  #pause;
  #arrival;
  #questions;

  /** @param {string} stationId */
  constructor(stationId) {
    this.#stationId = stationId;
    this.#saying = new Saying(stationId);
    this.#workout = new WorkoutPanel(stationId);
    this.#count = new CountPanel(this.#workout.element);
    this.#call = new CallButton(stationId);
    this.#pause = new PauseButton(stationId);
    this.#questions = new Questions(stationId);
    this.#arrival = new Arrival(
      stationId,
      () => this.#nowMs,
      () => this.#questions.askAfter(),
    );
    this.element = el(
      "div",
      { class: "station-screen" },
      this.#title,
      this.#notice,
      this.#count.element,
      this.#arrival.element,
      this.#stage.element,
      this.#saying.element,
      this.#acts(),
      ...this.#questions.elements,
    );
  }

  begin() {
    this.#stage.begin();
    this.#saying.begin();
    const socket = new LiveSocket(
      {
        snapshot: (snapshot) => this.#start(snapshot),
        station: ({ station }) => this.#showStation(station),
        screen: ({ screen }) => this.#showScreen(screen),
        verdict: ({ verdict }) => this.#judge(verdict),
        poses: ({ poses }) =>
          poses.forEach((pose) => this.#stage.put(pose, this.#station?.last?.track_id ?? null)),
      },
      (state) => this.#showConnection(state),
      this.#stationId,
    );
    socket.open();
    setInterval(() => this.#tick(), TICK_MS);
  }

  refreshColours() {
    this.#stage.refreshColours();
  }

  /** The notifier's time, in milliseconds since the Unix epoch. */
  get #nowMs() {
    return Date.now() + this.#clockIsBehindMs;
  }

  #acts() {
    return el(
      "div",
      { class: "acts" },
      this.#questions.act,
      ...this.#workout.acts,
      ...this.#arrival.acts,
      this.#call.element,
      this.#pause.element,
      this.#saying.voiceSwitch,
      this.#nobody,
    );
  }

  /**
   * Nothing is said of reps that were missed, nor of those of whoever trained before.
   *
   * @param {VerdictView} verdict
   */
  #judge(verdict) {
    const { session, problem } = this.#screen ?? {};
    const isOfOther = verdict.session_id && !problem && verdict.session_id !== session?.session_id;
    if (this.#connection === "open" && !isOfOther) {
      this.#saying.judge(verdict);
    }
  }

  /** @param {Snapshot} snapshot */
  #start({ stations, screen, now_ms }) {
    this.#clockIsBehindMs = now_ms - Date.now();
    stations.forEach((station) => this.#showStation(station));
    if (screen) {
      this.#showScreen(screen);
    }
  }

  /** @param {StationView} station */
  #showStation(station) {
    this.#station = station;
    const title = t("screen_title", { station: station.name });
    document.title = `${title}, Spotter`;
    setText(this.#title, title);
    this.#pause.show(station);
    if (station.status !== "live") {
      this.#stage.clear();
    }
    if (station.is_filmed_by_screen && !this.#camera) {
      this.#camera = new CameraPanel(station);
      this.#stage.element.append(this.#camera.element);
    }
    this.#show();
  }

  /** @param {ScreenView} screen */
  #showScreen(screen) {
    const before = this.#screen?.session?.session_id;
    if (this.#screen && before !== screen.session?.session_id) {
      this.#saying.clear();
      this.#workout.clear();
    }
    this.#screen = screen;
    this.#call.show(screen);
    this.#workout.show(screen.following);
    this.#saying.endSet(enoughOf(screen.following));
    // While the records are away it is not known who trains; `problem` says so.
    setText(this.#nobody, screen.session || screen.problem ? "" : t("nobody_here"));
    this.#saying.hear(screen.cues, this.#nowMs);
    this.#show();
  }

  /** Shows what depends on the station as well as on who trains there. */
  #show() {
    const [station, screen] = [this.#station, this.#screen];
    const notices = noticesOf(station, this.#connection === "waiting");
    setText(this.#notice, notices.map((notice) => t(notice)).join(" "));
    this.#notice.hidden = !notices.length;
    if (station) {
      this.#count.show(station, screen, this.#nowMs);
      this.#follow(screen?.following?.current?.exercise ?? station.exercise);
    }
    if (station && screen) {
      this.#arrival.show(screen, station);
      this.#questions.show(screen, this.#nowMs);
    }
  }

  #tick() {
    const isArriving = this.#arrival.tick(this.#saying.isIdle, performance.now());
    this.#count.element.hidden = isArriving;
    if (this.#station) {
      this.#count.show(this.#station, this.#screen, this.#nowMs); // A rest runs down.
    }
    this.#saying.say();
  }

  /** @param {string} exercise */
  async #follow(exercise) {
    if (exercise !== this.#exercise) {
      this.#exercise = exercise;
      /** @type {GhostView[]} */
      const ghosts = await ghostsOf(this.#stationId, exercise);
      if (exercise === this.#exercise) {
        this.#stage.follow(ghosts);
        if (exercise && !ghosts.length) {
          clearTimeout(this.#ghostsAgain);
          this.#ghostsAgain = setTimeout(() => this.#askAgain(exercise), GHOSTS_AGAIN_MS);
        }
      }
    }
  }

  /** @param {string} exercise of which nothing was known */
  #askAgain(exercise) {
    if (exercise === this.#exercise) {
      this.#exercise = "";
      this.#show();
    }
  }

  /** @param {SocketState} state */
  #showConnection(state) {
    if (state === "open" && this.#connection !== "open") {
      this.#saying.connected();
    }
    this.#connection = state;
    if (state === "waiting") {
      this.#stage.clear();
    }
    this.#show();
  }
}
