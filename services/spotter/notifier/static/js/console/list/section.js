// A titled part of the list; it may be folded. Rows stay where they are while somebody is at them.

/** @import { AlertView } from "../types.js" */
/** @import { AlertRow } from "./row.js" */

import { el, setText } from "../../dom.js";
import { keptOrder } from "../wall/settling.js";

export class Section {
  #title = el("span");
  #list = el("ul", { class: "alerts" });

  /**
   * @param {string} name
   * @param {boolean} isFolded whether its rows are behind a click
   */
  constructor(name, isFolded) {
    this.element = isFolded
      ? el("details", { class: `section ${name}` }, el("summary", {}, this.#title), this.#list)
      : el("section", { class: `section ${name}` }, el("h3", {}, this.#title), this.#list);
  }

  /**
   * @param {string} title
   * @param {AlertView[]} alerts
   * @param {(alert: AlertView) => AlertRow} rowOf
   * @param {boolean} areKept whether rows keep their places
   */
  show(title, alerts, rowOf, areKept) {
    setText(this.#title, title);
    const rows = new Map(alerts.map((alert) => [alert.alert_id, rowOf(alert).element]));
    const shown = [...this.#list.children].map(
      (row) => /** @type {HTMLElement} */ (row).dataset.alertId ?? "",
    );
    const wanted = [...rows.keys()];
    const order = areKept ? keptOrder(shown, wanted) : wanted;
    if (order.join() !== shown.join()) {
      this.#list.replaceChildren(...order.flatMap((id) => rows.get(id) ?? []));
    }
    this.element.hidden = !alerts.length;
  }

  /** The rows that can be seen, from top to bottom. */
  get rows() {
    const isFolded = this.element instanceof HTMLDetailsElement && !this.element.open;
    return this.element.hidden || isFolded
      ? []
      : /** @type {HTMLElement[]} */ ([...this.#list.children]);
  }
}
