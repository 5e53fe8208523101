// What the wall shows, and in which order.

/** @import { Gym } from "./gym.js" */
/** @import { Filter } from "./known/filters.js" */

import { el } from "../dom.js";
import { t } from "../words/language.js";
import { EVERYTHING, partsOf } from "./known/filters.js";

const KEY = "spotter-order";

/** @typedef {"need" | "gym"} Order */

/**
 * The order that the address asks for, else the one that was chosen before, else by need.
 *
 * @param {string | null} asked
 * @param {string | null} remembered
 * @returns {Order}
 */
export function orderOf(asked, remembered) {
  return (asked ?? remembered) === "gym" ? "gym" : "need";
}

export class Toolbar {
  order = orderOf(new URL(location.href).searchParams.get("order"), localStorage.getItem(KEY));
  #gym;
  #onChange;
  #orders = [this.#orderButton("need", "by_need"), this.#orderButton("gym", "gym_order")];
  #class = el("select", { "aria-label": t("filter_class") });
  #part = el("select", { "aria-label": t("filter_part") });
  #mine = el("button", { type: "button", class: "small-button toggle" }, t("mine_only"));
  #sort = el("button", { type: "button", class: "small-button sort", hidden: true }, t("sort_now"));
  #shownChoices = "";
  element = el(
    "div",
    { class: "wall-options", role: "group", "aria-label": t("wall_options") },
    el("span", { class: "pair", role: "group", "aria-label": t("order") }, ...this.#orders),
    this.#sort,
    this.#class,
    this.#part,
    this.#mine,
  );

  /**
   * @param {Gym} gym
   * @param {() => void} onChange is told when another order or choice of stations is wanted
   * @param {() => void} onSort
   */
  constructor(gym, onChange, onSort) {
    this.#gym = gym;
    this.#onChange = onChange;
    this.#sort.title = t("order_waits");
    this.#sort.addEventListener("click", onSort);
    this.#class.addEventListener("change", () => this.#filter({ classId: this.#class.value }));
    this.#part.addEventListener("change", () => this.#filter({ part: this.#part.value }));
    this.#mine.addEventListener("click", () => this.#filter({ isMine: !this.#gym.filter.isMine }));
    this.#showOrder();
  }

  /** @param {boolean} waits whether another order waits */
  showWaiting(waits) {
    this.#sort.hidden = !waits || this.order !== "need";
  }

  /** Offers what can be chosen: the classes, and the parts of the gym. */
  showChoices() {
    const { classes, stations, me, filter } = this.#gym;
    const parts = partsOf([...stations.values()].map((one) => one.name));
    const shown = JSON.stringify([classes, parts]);
    if (shown !== this.#shownChoices) {
      this.#shownChoices = shown;
      fill(
        this.#class,
        t("all_classes"),
        classes.map((one) => [one.class_id, one.name]),
      );
      fill(
        this.#part,
        t("whole_gym"),
        parts.map((part) => [part, part]),
      );
    }
    this.#class.hidden = !classes.length;
    this.#part.hidden = !parts.length;
    this.#mine.hidden = !me;
    this.#mine.setAttribute("aria-pressed", String(filter.isMine));
  }

  /** @param {Partial<Filter>} changed */
  #filter(changed) {
    const filter = { ...this.#gym.filter, ...changed };
    const isAll = !filter.classId && !filter.part && !filter.isMine;
    this.#gym.filter = isAll ? EVERYTHING : filter;
    this.showChoices();
    this.#onChange();
  }

  /**
   * @param {Order} order
   * @param {"by_need" | "gym_order"} key
   */
  #orderButton(order, key) {
    const button = el("button", { type: "button", class: "small-button toggle" }, t(key));
    button.dataset.order = order;
    button.addEventListener("click", () => {
      this.order = order;
      localStorage.setItem(KEY, order);
      this.#showOrder();
      this.#onChange();
    });
    return button;
  }

  #showOrder() {
    this.#orders.forEach((one) =>
      one.setAttribute("aria-pressed", String(one.dataset.order === this.order)),
    );
  }
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} all
 * @param {[value: string, words: string][]} options
 */
function fill(select, all, options) {
  const chosen = select.value;
  select.replaceChildren(
    ...[/** @type {[string, string]} */ (["", all]), ...options].map(([value, words]) =>
      el("option", { value, selected: value === chosen }, words),
    ),
  );
}
