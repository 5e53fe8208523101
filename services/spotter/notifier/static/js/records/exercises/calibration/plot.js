// What the picture of a calibration shows: known reps as dots, the gym's as columns. Pure.

/** @import { Data, Layout } from "plotly.js" */
/** @import { CalibrationView } from "../types.js" */

import { capital, number } from "../../../words/text.js";

/** @typedef {Record<"text" | "muted" | "line" | "good" | "faulty" | "left" | "accent", string>} Colours */
/** @typedef {{ name: string; colour: keyof Colours; scores: number[] }} Row */

const KINDS = /** @type {const} */ ([
  ["wrong", "called wrong", "faulty"],
  ["fine", "called fine", "left"],
  ["recorded", "recorded", "good"],
]);
const GOLDEN = 0.618;
const SPREAD = 0.4;
const COLUMNS = 40;
const GYM_PART = 0.42;
const GAP = 0.1;
const ABOVE = 0.12;
const MOST_THRESHOLDS = 4;
const MARGIN = 1.05;

/**
 * The known reps, a row for each kind and view, the lowest first.
 *
 * @param {CalibrationView["known"]} known
 * @returns {Row[]}
 */
export function rowsOf(known) {
  return KINDS.flatMap(([kind, words, colour]) => {
    const reps = known.filter((one) => one.kind === kind);
    const views = [...new Set(reps.map((one) => one.view))];
    return views.map((view) => ({
      name: capital(`${words}, ${view}`),
      colour,
      scores: reps.filter((one) => one.view === view).map((one) => one.score),
    }));
  });
}

/**
 * @param {CalibrationView} calibration
 * @param {Colours} colour
 * @returns {Data[]}
 */
export function tracesOf({ known, gym }, colour) {
  const rows = rowsOf(known).map(({ name, colour: key, scores }, row) => ({
    type: /** @type {const} */ ("scatter"),
    mode: /** @type {const} */ ("markers"),
    name,
    x: scores,
    y: scores.map((_, place) => row + (((place + 1) * GOLDEN) % 1) * SPREAD - SPREAD),
    marker: { size: 10, color: colour[key], opacity: 0.75 },
    hovertemplate: `%{x:.2f}<extra>${name}</extra>`,
    showlegend: false,
  }));
  return [
    ...rows,
    column("good", gym.good, colour.good),
    column("faulty", gym.faulty, colour.faulty),
  ];
}

/**
 * @param {CalibrationView} calibration
 * @param {number} threshold
 * @param {Colours} colour
 * @param {number} emPx the size of the page's letters
 * @returns {Partial<Layout>}
 */
export function layoutOf({ known, gym }, threshold, colour, emPx) {
  const scores = [...known.map((one) => one.score), ...gym.good, ...gym.faulty, threshold];
  const most = MARGIN * Math.min(Math.max(...scores), MOST_THRESHOLDS * threshold);
  const hasGym = gym.good.length + gym.faulty.length > 0;
  const rows = rowsOf(known);
  return {
    font: { family: "system-ui, sans-serif", size: 0.82 * emPx, color: colour.text },
    paper_bgcolor: "transparent",
    plot_bgcolor: "transparent",
    margin: { l: 2.4 * emPx, r: 0.8 * emPx, t: 2.2 * emPx, b: 3 * emPx },
    barmode: "stack",
    dragmode: false,
    hovermode: "closest",
    showlegend: false,
    ...axes(rows, most, hasGym, colour),
    shapes: [line(threshold, colour.accent)],
    annotations: [
      label(threshold, threshold > most / 2 ? "right" : "left", colour.accent),
      ...rows.map(({ name, colour: key }, row) => heading(name, "y", row + ABOVE, colour[key])),
      ...(hasGym ? gymHeadings(colour) : []),
    ],
  };
}

/**
 * What the picture shows, for those who do not see it.
 *
 * @param {CalibrationView} calibration
 */
export function plotInWords({ known, gym }) {
  const rows = rowsOf(known).map(
    ({ name, scores }) => `${name}: ${scores.map((score) => number(score)).join("; ")}`,
  );
  const latest = `Reps of the last four weeks: ${gym.good.length} good, ${gym.faulty.length} faulty`;
  return [...rows.reverse(), latest].join(". ");
}

/**
 * Rows of dots above, the gym's columns below.
 *
 * @param {Row[]} rows
 * @param {number} most the largest score that is shown
 * @param {boolean} hasGym
 * @param {Colours} colour
 * @returns {Partial<Layout>}
 */
function axes(rows, most, hasGym, colour) {
  const axis = { gridcolor: colour.line, zeroline: false, fixedrange: true };
  return {
    xaxis: {
      ...axis,
      range: [0, most],
      title: { text: "score", font: { color: colour.muted } },
      anchor: hasGym ? "y2" : "y",
    },
    yaxis: {
      ...axis,
      domain: [hasGym ? GYM_PART + GAP : 0, 1],
      range: [-0.6, Math.max(rows.length, 1) - 0.4],
      showticklabels: false,
      showgrid: false,
    },
    yaxis2: {
      ...axis,
      domain: [0, GYM_PART],
      visible: hasGym,
      nticks: 4,
    },
  };
}

/**
 * @param {number} threshold
 * @param {"left" | "right"} xanchor
 * @param {string} color
 */
function label(threshold, xanchor, color) {
  return /** @type {const} */ ({
    x: threshold,
    y: 1,
    yref: "paper",
    xanchor,
    yanchor: "bottom",
    text: `threshold ${number(threshold)}`,
    showarrow: false,
    font: { color },
  });
}

/**
 * What a row of dots or columns shows, written within the picture: phones are narrow.
 *
 * @param {string} text
 * @param {"y" | "paper"} yref
 * @param {number} y
 * @param {string} color
 * @param {"left" | "right"} [side]
 */
function heading(text, yref, y, color, side = "left") {
  return /** @type {const} */ ({
    x: side === "left" ? 0 : 1,
    xref: "paper",
    xanchor: side,
    y,
    yref,
    yanchor: "bottom",
    text,
    showarrow: false,
    font: { color },
  });
}

/** @param {Colours} colour */
function gymHeadings(colour) {
  return [
    heading("Last four weeks: good", "paper", GYM_PART, colour.good),
    heading("faulty", "paper", GYM_PART, colour.faulty, "right"),
  ];
}

/**
 * The threshold as a line that can be moved.
 *
 * @param {number} threshold
 * @param {string} color
 */
function line(threshold, color) {
  return /** @type {const} */ ({
    type: "line",
    x0: threshold,
    x1: threshold,
    y0: 0,
    y1: 1,
    yref: "paper",
    line: { color, width: 3 },
    editable: true,
  });
}

/**
 * @param {"good" | "faulty"} outcome
 * @param {number[]} scores
 * @param {string} color
 * @returns {Data}
 */
function column(outcome, scores, color) {
  const most = Math.max(...scores, 1);
  return {
    type: "histogram",
    name: `last four weeks, ${outcome}`,
    x: scores,
    yaxis: "y2",
    xbins: { start: 0, end: most, size: Math.min(most, 2) / COLUMNS },
    marker: { color },
    hovertemplate: `%{y} reps<extra>${outcome}</extra>`,
  };
}
