// Draws the picture of a calibration with Plotly; its threshold can be dragged.

/** @import { PlotlyHTMLElement } from "plotly.js" */
/** @import { CalibrationView } from "../types.js" */

import { colours, el } from "../../../dom.js";
import { plotly } from "../../../rep/plotly.js";
import { layoutOf, plotInWords, rowsOf, tracesOf } from "./plot.js";

const CONFIG = { displayModeBar: false, responsive: true, edits: { shapePosition: true } };
const LEAST_REM = 18;
const ROW_REM = 3.2;

export class Distribution {
  #picture = el("div", { class: "picture" });
  #onMove;
  /** @type {CalibrationView | null} */
  #calibration = null;
  #threshold = 0;
  #isDrawn = false;

  /** @param {(threshold: number) => void} onMove receives the threshold that was dragged to */
  constructor(onMove) {
    this.#onMove = onMove;
    this.element = el("div", { class: "plot calibration-plot", role: "img" }, this.#picture);
  }

  /**
   * @param {CalibrationView} calibration
   * @param {number} threshold
   */
  async show(calibration, threshold) {
    this.#calibration = calibration;
    this.#threshold = threshold;
    this.element.setAttribute("aria-label", plotInWords(calibration));
    const rows = rowsOf(calibration.known).length;
    this.#picture.style.height = `${LEAST_REM + ROW_REM * rows}rem`;
    await this.refreshColours();
  }

  async refreshColours() {
    const { react } = await plotly();
    if (!this.#calibration || !this.#picture.isConnected) {
      return;
    }
    const colour = colours("text", "muted", "line", "good", "faulty", "left", "accent");
    const emPx = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const layout = layoutOf(this.#calibration, this.#threshold, colour, emPx);
    await react(this.#picture, tracesOf(this.#calibration, colour), layout, CONFIG);
    this.#listen();
  }

  #listen() {
    if (this.#isDrawn) {
      return;
    }
    this.#isDrawn = true;
    const shown = /** @type {PlotlyHTMLElement} */ (/** @type {unknown} */ (this.#picture));
    shown.on("plotly_relayout", (event) => {
      const moved = Number(/** @type {Record<string, unknown>} */ (event)["shapes[0].x0"]);
      if (Number.isFinite(moved)) {
        this.#onMove(moved);
      }
    });
  }
}
