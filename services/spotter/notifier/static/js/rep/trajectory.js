// The trajectory of the worst joint, reference and attempt, as Plotly traces.

/** @import { Layout, PlotData } from "plotly.js" */
/** @import { MovementView, Points } from "../messages.js" */
/** @import { WorstView } from "./types.js" */
/** @import { Places } from "./pairing.js" */

import { between } from "../body/geometry.js";
import { capital } from "../words/text.js";
import { itemAt } from "./pairing.js";

/** @typedef {Record<"text" | "muted" | "line" | "mark" | "left" | "ghost", string>} ChartColours */

/**
 * @typedef {object} Compared
 * @property {MovementView} attempt
 * @property {MovementView | null} reference
 * @property {WorstView} worst
 */

/**
 * The attempt's trajectory, the reference's beneath it at the matching moments, and the worst
 * moment.
 *
 * @param {Compared} compared
 * @param {Places} partners
 * @param {ChartColours} colour
 * @returns {Partial<PlotData>[]}
 */
export function trajectoryTraces({ attempt, reference, worst }, partners, colour) {
  const place = worst.axis === "x" ? 0 : 1;
  /** @param {Points | null} frame */
  const at = (frame) => frame?.[worst.joint_index]?.[place] ?? null;
  const mine = attempt.frames.map(at);
  const models =
    reference && partners.map((partner) => at(itemAt(reference.frames, partner, between)));
  /** @type {Partial<PlotData>} */
  const trajectory = { x: attempt.times_s, mode: "lines", hovertemplate: "%{y:.2f}" };
  /** @type {Partial<PlotData>[]} */
  const ideal = models
    ? [
        {
          ...trajectory,
          name: "Reference",
          y: models,
          line: { color: colour.ghost, width: 3, dash: "dot" },
        },
      ]
    : [];
  return [
    ...ideal,
    { ...trajectory, name: "This rep", y: mine, line: { color: colour.left, width: 3 } },
    {
      name: "Worst moment",
      x: [attempt.times_s[worst.frame_index]],
      y: [mine[worst.frame_index]],
      mode: "markers",
      marker: { size: 16, symbol: "circle-open", color: colour.mark, line: { width: 3 } },
      hoverinfo: "skip",
    },
  ];
}

/**
 * @param {WorstView} worst
 * @param {number} lastS the end of the time axis
 * @param {number} cursorS
 * @param {ChartColours} colour
 * @returns {Partial<Layout>}
 */
export function trajectoryLayout(worst, lastS, cursorS, colour) {
  return {
    title: {
      text: `${capital(worst.label)}, ${worst.axis === "y" ? "height" : "sideways"}`,
      x: 0,
      xanchor: "left",
      xref: "paper",
      font: { size: 15 },
    },
    font: { family: "system-ui, sans-serif", size: 13, color: colour.text },
    paper_bgcolor: "transparent",
    plot_bgcolor: "transparent",
    margin: { l: 56, r: 12, t: 40, b: 44 },
    hovermode: "x",
    hoverlabel: { font: { family: "system-ui, sans-serif" } },
    legend: { orientation: "h", x: 1, xanchor: "right", y: 1.02, yanchor: "bottom" },
    showlegend: true,
    xaxis: { ...axis("seconds", colour), range: [0, lastS] },
    yaxis: axis("torso lengths", colour),
    shapes: [
      {
        type: "line",
        yref: "paper",
        y0: 0,
        y1: 1,
        x0: cursorS,
        x1: cursorS,
        line: { color: colour.text, width: 1.5 },
      },
    ],
  };
}

/**
 * @param {string} unit
 * @param {ChartColours} colour
 * @returns {Partial<Layout["xaxis"]>}
 */
function axis(unit, colour) {
  return {
    gridcolor: colour.line,
    linecolor: colour.line,
    zeroline: false,
    fixedrange: true,
    title: { text: unit, font: { color: colour.muted } },
  };
}
