// The wall: all stations by need. Tiles move only when nobody looks too closely, or when asked to.

/** @import { PoseView, StationView } from "../../messages.js" */
/** @import { Gym } from "../gym.js" */
/** @import { Wanted } from "./layout.js" */

import { bodyPalettes } from "../../body/figure.js";
import { el } from "../../dom.js";
import { t } from "../../words/language.js";
import { wallLayout } from "./layout.js";
import { keptOrder, Settling } from "./settling.js";
import { WallTile } from "./tile.js";

const SEEN_MARGIN = "100px";
const MOVING_MS = 500; // As long as the style sheet takes to move a tile.

export class Wall {
  #list = el("ul", { class: "places" });
  #nothing = el("p", { class: "quiet", hidden: true }, t("nothing_matches"));
  element = el(
    "section",
    { class: "wall", id: "wall", "aria-label": t("wall") },
    this.#list,
    this.#nothing,
  );
  /** @type {Map<string, WallTile>} */
  #tiles = new Map();
  /** @type {Wanted[]} as the tiles lie */
  #laid = [];
  /** @type {Wanted[]} as they should */
  #wanted = [];
  /** @type {Set<string>} on the screen */
  #seen = new Set();
  #settling = new Settling();
  #gym;
  #onWatch;
  #onWaiting;
  #observer;
  #palettes = bodyPalettes();
  #still = matchMedia("(prefers-reduced-motion: reduce)");

  /**
   * @param {Gym} gym
   * @param {() => void} onWatch is told when other stations are on the screen
   * @param {(isWaiting: boolean) => void} onWaiting is told whether another order waits
   */
  constructor(gym, onWatch, onWaiting) {
    this.#gym = gym;
    this.#onWatch = onWatch;
    this.#onWaiting = onWaiting;
    this.#observer = new IntersectionObserver((entries) => this.#see(entries), {
      rootMargin: SEEN_MARGIN,
    });
  }

  /** Call this once the element is in the page. */
  begin() {
    this.refreshColours();
    new ResizeObserver(() => this.#lay()).observe(this.element);
    for (const kind of ["pointermove", "pointerdown", "wheel", "keydown", "touchmove"]) {
      addEventListener(kind, () => this.#settling.touch(performance.now()), { passive: true });
    }
    requestAnimationFrame(() => this.#draw());
  }

  /** The stations that are on the screen. */
  get watched() {
    return [...this.#seen];
  }

  /** Shows all anew, at once: the page has just begun, or somebody has chosen what to see. */
  replace() {
    this.#wanted = this.#gym.order;
    const ids = new Set(this.#wanted.map((one) => one.id));
    for (const [id, tile] of this.#tiles) {
      if (!ids.has(id)) {
        this.#remove(id, tile);
      }
    }
    for (const { id } of this.#wanted) {
      const station = this.#gym.stations.get(id);
      if (station) {
        this.show(station);
      }
    }
    this.sortNow();
  }

  /** @param {StationView} station */
  show(station) {
    const { station_id } = station;
    if (this.#gym.isShown(station_id)) {
      (this.#tiles.get(station_id) ?? this.#add(station_id)).show(station, this.#gym);
    }
  }

  /** What has changed with time, and whether tiles may move now. */
  tick() {
    for (const [id, tile] of this.#tiles) {
      const station = this.#gym.stations.get(id);
      if (station) {
        tile.showTime(station, this.#gym);
      }
    }
    this.considerOrder();
  }

  /** Looks whether another order is due, and moves the tiles if nobody is at it. */
  considerOrder() {
    this.#wanted = this.#gym.order;
    const waits = key(this.#wanted) !== key(this.#laid);
    const isSeen = !document.hidden && this.element.clientWidth > 0;
    const isFirst = !this.#laid.length;
    if (waits && (isFirst || !isSeen || this.#settling.mayMove(performance.now()))) {
      this.sortNow();
      return;
    }
    if (waits && !sameStations(this.#wanted, this.#laid)) {
      this.#layIn(keptOrder(idsOf(this.#laid), idsOf(this.#wanted)));
    }
    this.#onWaiting(waits);
  }

  sortNow() {
    this.#laid = this.#wanted;
    this.#settling.move(performance.now());
    this.#lay();
    setTimeout(() => this.#orderElements(), MOVING_MS);
    this.#onWaiting(false);
  }

  /** @param {PoseView} pose */
  putPose(pose) {
    if (this.#gym.stations.get(pose.station_id)?.status === "live") {
      this.#tiles.get(pose.station_id)?.picture.put(pose, performance.now());
    }
  }

  clearPoses() {
    this.#tiles.forEach((tile) => tile.picture.clear());
  }

  refreshColours() {
    this.#palettes = bodyPalettes();
  }

  /** @param {string[]} ids in the order in which they are laid */
  #layIn(ids) {
    const levels = new Map([...this.#wanted, ...this.#laid].map((one) => [one.id, one]));
    this.#laid = ids.flatMap((id) => levels.get(id) ?? []);
    this.#replaceMissing();
    this.#lay();
  }

  /** Tiles for stations that have none yet, and none for those that are gone. */
  #replaceMissing() {
    const laid = new Set(idsOf(this.#laid));
    for (const [id, tile] of this.#tiles) {
      if (!laid.has(id)) {
        this.#remove(id, tile);
      }
    }
    laid.forEach((id) => {
      const station = this.#gym.stations.get(id);
      if (station) {
        this.show(station);
      }
    });
  }

  #lay() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!width) {
      return; // Another view is shown.
    }
    const wall = wallLayout(this.#laid, { width, height });
    this.#list.style.height = `${wall.height}px`;
    this.#nothing.hidden = wall.places.size > 0;
    wall.places.forEach((place, id) => this.#tiles.get(id)?.moveTo(place));
  }

  /** The keyboard goes through the tiles as they lie. An element that is moved loses the focus. */
  #orderElements() {
    const elements = this.#laid.flatMap(({ id }) => this.#tiles.get(id)?.element ?? []);
    if (elements.some((one, place) => one !== this.#list.children[place])) {
      const focused = document.activeElement;
      this.#list.append(...elements);
      if (focused instanceof HTMLElement && this.#list.contains(focused)) {
        focused.focus({ preventScroll: true });
      }
    }
  }

  /** @param {string} stationId */
  #add(stationId) {
    const tile = new WallTile(stationId);
    this.#tiles.set(stationId, tile);
    this.#list.append(tile.element);
    this.#observer.observe(tile.element);
    return tile;
  }

  /**
   * @param {string} id
   * @param {WallTile} tile
   */
  #remove(id, tile) {
    this.#observer.unobserve(tile.element);
    tile.element.remove();
    this.#tiles.delete(id);
    this.#seen.delete(id);
  }

  #draw() {
    const nowMs = performance.now();
    for (const id of this.#seen) {
      const tile = this.#tiles.get(id);
      // On a small tile nobody sees the steps between two poses, and sixty would cost too much.
      const still = !tile?.isLarge || this.#still.matches;
      tile?.picture.draw(nowMs, this.#palettes, still);
    }
    requestAnimationFrame(() => this.#draw());
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #see(entries) {
    for (const { target, isIntersecting } of entries) {
      const { stationId = "" } = /** @type {HTMLElement} */ (target).dataset;
      this.#seen[isIntersecting ? "add" : "delete"](stationId);
    }
    this.#onWatch();
  }
}

/** @param {Wanted[]} wanted */
function idsOf(wanted) {
  return wanted.map((one) => one.id);
}

/**
 * @param {Wanted[]} wanted
 * @param {Wanted[]} laid
 */
function sameStations(wanted, laid) {
  const ids = new Set(idsOf(laid));
  return wanted.length === laid.length && wanted.every(({ id }) => ids.has(id));
}

/** @param {Wanted[]} wanted */
function key(wanted) {
  return wanted.map(({ id, level }) => `${id}:${level}`).join(" ");
}
