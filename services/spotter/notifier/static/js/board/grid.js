// The grid of stations.

import { bodyPalettes } from "./figure.js";
import { Tile } from "./tile.js";

const TILE_SHAPE = 0.92; // Width by height of a tile that looks well.
const NARROWEST_PX = 250;
const EMPTY_WEIGHT = 1.5;

export class Grid {
  #element;
  #tiles = new Map();
  #shown = new Set();
  #observer;
  #onWatch;
  #palettes = bodyPalettes();
  #still = matchMedia("(prefers-reduced-motion: reduce)");

  // `onWatch` hears which stations can be seen on the screen.
  constructor(element, onWatch) {
    this.#element = element;
    this.#onWatch = onWatch;
    this.#observer = new IntersectionObserver((entries) => this.#seen(entries), {
      rootMargin: "100px",
    });
    new ResizeObserver(() => this.#arrange()).observe(element);
    requestAnimationFrame(() => this.#draw());
  }

  replace(stations) {
    const ids = new Set(stations.map((station) => station.station_id));
    for (const [id, tile] of this.#tiles) {
      if (!ids.has(id)) {
        this.#observer.unobserve(tile.element);
        this.#tiles.delete(id);
        this.#shown.delete(id);
      }
    }
    for (const station of stations) {
      this.show(station);
    }
    const elements = stations.map((station) => this.#tiles.get(station.station_id).element);
    const shown = this.#element.children;
    if (elements.length !== shown.length || elements.some((one, place) => one !== shown[place])) {
      this.#element.replaceChildren(...elements);
    }
    this.#arrange();
  }

  show(station) {
    let tile = this.#tiles.get(station.station_id);
    if (!tile) {
      tile = new Tile(station.station_id);
      this.#tiles.set(station.station_id, tile);
      this.#observer.observe(tile.element);
    }
    tile.show(station);
  }

  putPose(pose) {
    const tile = this.#tiles.get(pose.station_id);
    if (tile?.live) {
      tile.view.put(pose, performance.now());
    }
  }

  clearPoses() {
    this.#tiles.forEach((tile) => tile.view.clear());
  }

  refreshColours() {
    this.#palettes = bodyPalettes();
  }

  #draw() {
    const nowMs = performance.now();
    for (const id of this.#shown) {
      this.#tiles.get(id)?.view.draw(nowMs, this.#palettes, this.#still.matches);
    }
    requestAnimationFrame(() => this.#draw());
  }

  #seen(entries) {
    for (const { target, isIntersecting } of entries) {
      this.#shown[isIntersecting ? "add" : "delete"](target.dataset.stationId);
    }
    this.#onWatch([...this.#shown]);
  }

  // As many columns as let all tiles fit the screen with the best shape.
  #arrange() {
    const { clientWidth: width, clientHeight: height } = this.#element;
    const count = Math.max(this.#tiles.size, 1);
    const most = Math.max(1, Math.min(count, Math.floor(width / NARROWEST_PX)));
    const misfit = (columns) => {
      const rows = Math.ceil(count / columns);
      const shape = width / columns / (height / rows);
      const emptyRatio = 1 - count / (rows * columns);
      return Math.abs(Math.log(shape / TILE_SHAPE)) + EMPTY_WEIGHT * emptyRatio;
    };
    const choices = Array.from({ length: most }, (_, place) => place + 1);
    const best = choices.reduce((a, b) => (misfit(b) < misfit(a) ? b : a));
    this.#element.style.setProperty("--columns", best);
  }
}
