// Draws the plots of a history with Plotly.

/** @import { BucketView } from "../types.js" */
/** @import { Plot } from "./plots.js" */

import { colours, el } from "../../dom.js";
import { plotly } from "../../rep/plotly.js";
import { layoutOf, plotInWords, plotsOf, tracesOf } from "./plots.js";

const CONFIG = { displayModeBar: false, responsive: true };

export class Charts {
  element = el("div", { class: "plots" });
  /** @type {{ plot: Plot; days: string[]; picture: HTMLElement }[]} */
  #shown = [];

  /** @param {BucketView[]} buckets */
  async show(buckets) {
    const days = buckets.map((one) => one.first_day);
    this.#shown = plotsOf(buckets).map((plot) => ({
      plot,
      days,
      picture: el("div", { class: "picture" }),
    }));
    this.element.replaceChildren(
      ...this.#shown.map(({ plot, picture }) =>
        el("div", { class: "plot", role: "img", "aria-label": plotInWords(plot, days) }, picture),
      ),
    );
    await this.refreshColours();
  }

  async refreshColours() {
    const { react } = await plotly();
    const colour = colours("text", "muted", "line", "good", "left", "right");
    const emPx = parseFloat(getComputedStyle(document.documentElement).fontSize);
    for (const { plot, days, picture } of this.#shown) {
      if (picture.isConnected) {
        react(picture, tracesOf(plot, days, colour), layoutOf(plot, colour, emPx), CONFIG);
      }
    }
  }
}
