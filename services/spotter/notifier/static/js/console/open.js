// The trainer's console: the wall, who needs help, and what can be done about it.

/** @import { SessionChanged, Snapshot, StationView } from "../messages.js" */
/** @import { ClassView, Page as Part } from "../records/types.js" */
/** @import { Asked } from "../api.js" */
/** @import { Page } from "../page.js" */
/** @import { SocketState } from "../link_watch.js" */
/** @import { Changed } from "./known/alerts.js" */
/** @import { Action } from "./keys/keymap.js" */
/** @import { View } from "./tabs.js" */

import { access } from "../access.js";
import { ask } from "../api.js";
import { Feed } from "../board/feed.js";
import { byId, el, setText } from "../dom.js";
import { Seldom } from "../seldom.js";
import { LiveSocket } from "../socket.js";
import { language, t } from "../words/language.js";
import { Acting } from "./acting.js";
import { Answers } from "./answers/requests.js";
import { Gym } from "./gym.js";
import { Hall } from "./hall.js";
import { HelpDialog } from "./keys/help_dialog.js";
import { listen } from "./keys/keyboard.js";
import { Link } from "./link.js";
import { AlertList } from "./list/list.js";
import { Selection } from "./list/selection.js";
import { OpenedPanel } from "./opened/panel.js";
import { PresenceSwitch } from "./presence.js";
import { ScreenLinks } from "./screen_links.js";
import { Toast } from "./say.js";
import { SoundSwitch } from "./sound/switch.js";
import { Tabs } from "./tabs.js";
import { showAsWall } from "./wall/letters.js";

const SHOWN_EVERY_MS = 100;
const TICK_MS = 1000;
const MOST_CLASSES = 200;

class Console {
  #gym = new Gym();
  #toast = new Toast();
  #link = new Link();
  #answers = new Answers(this.#gym.known, {
    onChanged: (changed) => this.#change(changed),
    onPending: () => this.#showAlerts(),
    say: (words, isProblem) => this.#toast.say(words, isProblem),
  });
  #feed = new Feed(
    (id) => this.nameOf(id),
    (id) => this.judgesEverybody(id),
  );
  /** @type {Hall} */
  #hall = new Hall(this.#gym, (ids) => this.#socket.watch(ids));
  /** @type {AlertList} */
  #list = new AlertList(this.#gym, this.#answers, {
    take: (alert) => this.#acting.take([alert]),
    handBack: ({ alert_id }) => this.#answers.handBack([alert_id]),
    cue: (alert) => this.#acting.cue(alert),
    select: ({ alert_id }) => this.#list.toggle(alert_id),
  });
  /** @type {Acting} */
  #acting = new Acting({
    gym: this.#gym,
    answers: this.#answers,
    list: this.#list,
    panel: () => this.#panel,
    say: (words, isProblem) => this.#toast.say(words, isProblem),
  });
  #selection = new Selection(this.#list, (action) => this.#act(action));
  #panel = new OpenedPanel(
    this.#gym,
    this.#answers,
    (action) => this.#act(action),
    (stationId) => this.#hall.beginSession(stationId),
  );
  #sound = new SoundSwitch();
  #presence = new PresenceSwitch(this.#gym, this.#answers);
  #help = new HelpDialog();
  #screens = new ScreenLinks(this.#gym);
  /** At sixty stations something changes twenty times a second. */
  #showing = new Seldom(() => {
    this.#hall.showAll();
    this.#showAlerts();
  }, SHOWN_EVERY_MS);
  #tabs = new Tabs((view) => this.#showView(view));
  /** @type {LiveSocket} */
  #socket = new LiveSocket(
    {
      snapshot: (message) => this.#start(message),
      station: ({ station }) => this.#showStation(station),
      verdict: ({ verdict }) => this.#feed.consider(verdict),
      poses: ({ poses }) => poses.forEach((pose) => this.#hall.putPose(pose)),
      session: (changed) => this.#train(changed),
      alerts: ({ alerts }) => this.#change(alerts),
    },
    (state, silentForMs) => this.#showConnection(state, silentForMs),
  );

  get elements() {
    const tools = [
      this.#screens.element,
      this.#presence.element,
      this.#sound.element,
      this.#help.button,
    ];
    const side = [this.#link, this.#list, this.#selection, this.#feed].map((one) => one.element);
    return [
      el("h1", { class: "unseen" }, t("console")),
      el(
        "div",
        { class: "options" },
        this.#hall.toolbar.element,
        el("div", { class: "tools" }, ...tools),
      ),
      this.#tabs.element,
      el("div", { class: "side" }, ...side),
      this.#hall.element,
      this.#panel.element,
      this.#help.element,
      ...this.#hall.dialogs,
      ...this.#acting.dialogs,
    ];
  }

  begin() {
    document.documentElement.lang = language();
    byId("connection").hidden = false;
    showAsWall(document.body, new URL(location.href).searchParams.get("wall"));
    this.#tabs.suggest("needs");
    this.#hall.begin();
    this.#socket.open();
    setInterval(() => this.#tick(), TICK_MS);
    listen(
      (action) => this.#act(action),
      (digit) => this.#panel.sendSentence(digit),
      () => document.querySelector("dialog[open]:not(.opened)") !== null,
    );
  }

  refreshColours() {
    this.#hall.refreshColours();
    this.#panel.refreshColours();
  }

  /** @param {string} id */
  nameOf(id) {
    return this.#gym.nameOf(id);
  }

  /** @param {string} id */
  judgesEverybody(id) {
    return this.#gym.stations.get(id)?.everybody ?? false;
  }

  /** @param {Snapshot} snapshot */
  #start(snapshot) {
    this.#gym.start(snapshot);
    this.#tabs.suggest(this.#gym.known.isKnown ? "needs" : "wall");
    this.#feed.replace(snapshot.feed);
    this.#hall.toolbar.showChoices();
    this.#hall.renew();
    setText(byId("notice"), this.#gym.notice);
    byId("notice").hidden = !this.#gym.notice;
    this.#showAlerts();
    this.#panel.followAddress();
    this.#summarise();
    this.#learnWho();
  }

  /** @param {StationView} station */
  #showStation(station) {
    if (this.#gym.stations.has(station.station_id)) {
      this.#gym.stations.set(station.station_id, station);
      this.#hall.show(station);
      this.#panel.refresh();
      this.#summarise();
    }
  }

  /** @param {SessionChanged} changed */
  #train(changed) {
    this.#gym.train(changed);
    this.#hall.showAll();
    this.#panel.refresh();
  }

  /** @param {Changed} changed */
  #change(changed) {
    this.#gym.known.change(changed);
    this.#showing.ask();
  }

  #showAlerts() {
    this.#list.show();
    this.#selection.show(this.#gym.known.isKnown);
    this.#presence.show();
    this.#panel.refresh();
    this.#tabs.count(this.#list.askingCount);
    byId("content").dataset.ranked = this.#gym.known.isKnown ? "yes" : "no";
    this.#sound.consider([...this.#link.sounding, ...this.#list.asking]);
  }

  #tick() {
    this.#presence.tick();
    this.#hall.tick();
    this.#showAlerts();
  }

  /**
   * @param {SocketState} state
   * @param {number} silentForMs
   */
  #showConnection(state, silentForMs) {
    this.#link.show(state, silentForMs, performance.now());
    if (state === "waiting") {
      this.#hall.clearPoses();
    }
  }

  /** @param {View} view */
  #showView(view) {
    byId("content").dataset.view = view;
  }

  #summarise() {
    const stations = [...this.#gym.stations.values()];
    const live = stations.filter((station) => station.status === "live").length;
    const words = [t("stations", { n: stations.length }), t("live", { n: live })];
    setText(byId("summary"), stations.length ? words.join(", ") : t("no_stations"));
  }

  /** @param {Action} action */
  #act(action) {
    /** @type {Partial<Record<Action, () => void>>} */
    const ofPage = {
      next: () => this.#list.step(1),
      previous: () => this.#list.step(-1),
      sort: () => this.#hall.sortNow(),
      pause_sound: () => this.#sound.pause(),
      here: () => this.#presence.toggle(),
      help: () => this.#help.open(),
    };
    (ofPage[action] ?? (() => this.#acting.act(action)))();
    this.#selection.show(this.#gym.known.isKnown);
  }

  /** Learns who looks, and which classes there are to choose from. */
  async #learnWho() {
    const { me, rights, records } = await access();
    this.#gym.me = me;
    this.#gym.keepsRecords = records !== "none";
    if (rights.has("classes:read")) {
      /** @type {Asked<Part<ClassView>>} */
      const asked = await ask(`classes?limit=${MOST_CLASSES}`);
      this.#gym.classes = "answer" in asked ? asked.answer.items : [];
    }
    this.#hall.toolbar.showChoices();
    this.#screens.show();
    this.#showAlerts();
  }
}

/** @returns {Page} */
export function openPage() {
  return new Console();
}
