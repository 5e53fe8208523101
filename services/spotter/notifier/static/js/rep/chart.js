// Draws the trajectory of the worst joint with Plotly, with a cursor.

/** @import { PlotlyHTMLElement } from "plotly.js" */
/** @import { Compared } from "./trajectory.js" */
/** @import { Places } from "./pairing.js" */
/** @import { Plotly } from "./plotly.js" */

import { jointWords } from "../body/joints.js";
import { colours } from "../dom.js";
import { trajectoryLayout, trajectoryTraces } from "./trajectory.js";
import { plotly } from "./plotly.js";

export class Chart {
  #element;
  #compared;
  #partners;
  /** @type {Plotly | null} */
  #plotly = null;
  #cursorS = 0;
  #queued = false;

  /**
   * @param {HTMLElement} element
   * @param {Compared} compared
   * @param {Places} partners
   */
  constructor(element, compared, partners) {
    this.#element = element;
    this.#compared = compared;
    this.#partners = partners;
  }

  /** @param {(seconds: number) => void} onSeek receives the time that was clicked */
  async show(onSeek) {
    this.#plotly = await plotly();
    if (!this.#element.isConnected) {
      return;
    }
    const { traces, layout } = this.#picture();
    const config = { displayModeBar: false, responsive: true };
    await this.#plotly.newPlot(this.#element, traces, layout, config);
    const shown = /** @type {PlotlyHTMLElement} */ (this.#element);
    shown.on("plotly_click", (event) => onSeek(Number(event.points[0].x)));
  }

  /**
   * Shows another joint.
   *
   * @param {number} jointIndex
   */
  async choose(jointIndex) {
    const { worst } = this.#compared;
    const label = jointWords(jointIndex);
    this.#compared = { ...this.#compared, worst: { ...worst, joint_index: jointIndex, label } };
    await this.refreshColours();
  }

  async refreshColours() {
    if (this.#plotly) {
      const { traces, layout } = this.#picture();
      await this.#plotly.react(this.#element, traces, layout);
    }
  }

  /** @param {number} seconds since the rep began */
  moveCursor(seconds) {
    this.#cursorS = seconds;
    if (this.#plotly && !this.#queued) {
      this.#queued = true;
      requestAnimationFrame(() => this.#drawCursor());
    }
  }

  destroy() {
    this.#plotly?.purge(this.#element);
    this.#plotly = null;
  }

  #drawCursor() {
    this.#queued = false;
    if (this.#element.isConnected) {
      // Plotly accepts paths into its layout, which its types do not describe.
      const place = /** @type {object} */ ({
        "shapes[0].x0": this.#cursorS,
        "shapes[0].x1": this.#cursorS,
      });
      this.#plotly?.relayout(this.#element, place);
    }
  }

  #picture() {
    const { attempt, worst } = this.#compared;
    const colour = colours("text", "muted", "line", "mark", "left", "ghost");
    const lastS = attempt.times_s[attempt.times_s.length - 1];
    return {
      traces: trajectoryTraces(this.#compared, this.#partners, colour),
      layout: trajectoryLayout(worst, lastS, this.#cursorS, colour),
    };
  }
}
