// The grid of stations.

/** @import { PoseView, StationView } from "../messages.js" */
/** @import { SessionView } from "../records/types.js" */

import { bodyPalettes } from "../body/figure.js";
import { el } from "../dom.js";
import { bestColumns } from "./columns.js";
import { Tile } from "./tile.js";

export class Grid {
  element = el("section", { class: "grid", id: "grid", "aria-label": "Stations" });
  /** @type {Map<string, Tile>} */
  #tiles = new Map();
  /** @type {Set<string>} */
  #shown = new Set();
  #observer;
  #onWatch;
  #onBegin;
  /** @type {Map<string, SessionView> | null} */
  #sessions = null;
  #palettes = bodyPalettes();
  #still = matchMedia("(prefers-reduced-motion: reduce)");

  /**
   * @param {() => void} onWatch is told when other stations are on the screen
   * @param {(stationId: string, name: string) => void} onBegin when a session is to begin there
   */
  constructor(onWatch, onBegin) {
    this.#onWatch = onWatch;
    this.#onBegin = onBegin;
    this.#observer = new IntersectionObserver((entries) => this.#seen(entries), {
      rootMargin: "100px",
    });
  }

  /** Call this once the element is in the page. */
  begin() {
    this.#palettes = bodyPalettes();
    new ResizeObserver(() => this.#arrange()).observe(this.element);
    requestAnimationFrame(() => this.#draw());
  }

  /** The stations that are on the screen. */
  get watched() {
    return [...this.#shown];
  }

  /** @param {StationView[]} stations */
  replace(stations) {
    const ids = new Set(stations.map((station) => station.station_id));
    for (const [id, tile] of this.#tiles) {
      if (!ids.has(id)) {
        this.#observer.unobserve(tile.element);
        this.#tiles.delete(id);
        this.#shown.delete(id);
      }
    }
    const elements = stations.map((station) => this.show(station).element);
    const shown = this.element.children;
    if (elements.length !== shown.length || elements.some((one, place) => one !== shown[place])) {
      this.element.replaceChildren(...elements);
    }
    this.#arrange();
  }

  /** @param {StationView} station */
  show(station) {
    const tile = this.#tiles.get(station.station_id) ?? this.#add(station.station_id);
    tile.show(station);
    return tile;
  }

  /** @param {Map<string, SessionView> | null} sessions by station; null: they are not known */
  showSessions(sessions) {
    this.#sessions = sessions;
    this.#tiles.forEach((tile, stationId) => tile.showSession(this.#sessionAt(stationId)));
  }

  /** @param {PoseView} pose */
  putPose(pose) {
    const tile = this.#tiles.get(pose.station_id);
    if (tile?.live) {
      tile.picture.put(pose, performance.now());
    }
  }

  clearPoses() {
    this.#tiles.forEach((tile) => tile.picture.clear());
  }

  refreshColours() {
    this.#palettes = bodyPalettes();
  }

  /** @param {string} stationId */
  #add(stationId) {
    const tile = new Tile(stationId, (name) => this.#onBegin(stationId, name));
    tile.showSession(this.#sessionAt(stationId));
    this.#tiles.set(stationId, tile);
    this.#observer.observe(tile.element);
    return tile;
  }

  /** @param {string} stationId */
  #sessionAt(stationId) {
    return this.#sessions ? (this.#sessions.get(stationId) ?? null) : undefined;
  }

  #draw() {
    const nowMs = performance.now();
    for (const id of this.#shown) {
      this.#tiles.get(id)?.picture.draw(nowMs, this.#palettes, this.#still.matches);
    }
    requestAnimationFrame(() => this.#draw());
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const { stationId = "" } = /** @type {HTMLElement} */ (target).dataset;
      this.#shown[isIntersecting ? "add" : "delete"](stationId);
    }
    this.#onWatch();
  }

  #arrange() {
    const { clientWidth: width, clientHeight: height } = this.element;
    const columns = bestColumns(this.#tiles.size, { width, height });
    this.element.style.setProperty("--columns", String(columns));
  }
}
