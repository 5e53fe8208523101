// What the plots of a history show. Pure.

/** @import { Data, Layout } from "plotly.js" */
/** @import { BucketView, MeansView } from "../types.js" */

/** @typedef {Record<"text" | "muted" | "line" | "good" | "left" | "right", string>} Colours */

/**
 * @typedef {object} Plot
 * @property {string} title
 * @property {string} unit
 * @property {{ name: string; colour: keyof Colours; values: (number | null)[] }[]} lines
 * @property {"tozero" | "normal"} from where the axis of values begins
 */

const PERCENT = 100;

/**
 * The plots of the weeks: share of good reps, range of motion, tempo.
 *
 * @param {BucketView[]} buckets
 * @returns {Plot[]}
 */
export function plotsOf(buckets) {
  return [
    {
      title: "Good reps",
      unit: "% of those judged",
      lines: [{ name: "good", colour: "good", values: buckets.map(goodPercent) }],
      from: "tozero",
    },
    {
      title: "Range of motion",
      unit: "% of the reference",
      lines: [
        {
          name: "range",
          colour: "left",
          values: means(buckets, (one) => PERCENT * one.range_ratio),
        },
      ],
      from: "normal",
    },
    {
      title: "Tempo",
      unit: "seconds",
      lines: [
        { name: "out", colour: "left", values: means(buckets, (one) => one.out_s) },
        { name: "back", colour: "right", values: means(buckets, (one) => one.back_s) },
      ],
      from: "tozero",
    },
  ];
}

/**
 * @param {Plot} plot
 * @param {string[]} days
 * @param {Colours} colour
 * @returns {Data[]}
 */
export function tracesOf({ lines }, days, colour) {
  return lines.map(({ name, values, colour: key }) => ({
    type: "scatter",
    mode: "lines+markers",
    name,
    x: days,
    y: values,
    line: { color: colour[key], width: 2.5 },
    marker: { size: 8, color: colour[key] },
    hovertemplate: `%{x}: %{y:.3~g}<extra>${name}</extra>`,
  }));
}

/**
 * @param {Plot} plot
 * @param {Colours} colour
 * @param {number} emPx the size of the page's letters
 * @returns {Partial<Layout>}
 */
export function layoutOf({ title, unit, lines, from }, colour, emPx) {
  const axis = {
    gridcolor: colour.line,
    linecolor: colour.line,
    zeroline: false,
    fixedrange: true,
  };
  return {
    title: { text: title, x: 0, xanchor: "left", xref: "paper", font: { size: 0.95 * emPx } },
    font: { family: "system-ui, sans-serif", size: 0.82 * emPx, color: colour.text },
    paper_bgcolor: "transparent",
    plot_bgcolor: "transparent",
    margin: { l: 3.5 * emPx, r: 0.8 * emPx, t: 2.5 * emPx, b: 2.5 * emPx },
    hovermode: "x",
    showlegend: lines.length > 1,
    legend: { orientation: "h", x: 1, xanchor: "right", y: 1.02, yanchor: "bottom" },
    xaxis: { ...axis, type: "date", tickformat: "%-d %b", nticks: 6 },
    yaxis: { ...axis, rangemode: from, title: { text: unit, font: { color: colour.muted } } },
  };
}

/**
 * What a plot shows, for those who do not see it.
 *
 * @param {Plot} plot
 * @param {string[]} days
 */
export function plotInWords({ title, unit, lines }, days) {
  const said = lines.map(({ name, values }) => {
    const points = days.flatMap((first, place) => {
      const value = values[place];
      return value === null ? [] : [`week of ${first}: ${Math.round(value * PERCENT) / PERCENT}`];
    });
    return `${name}, ${points.join("; ") || "not measured"}`;
  });
  return `${title}, ${unit}. ${said.join(". ")}`;
}

/** @param {BucketView} bucket */
function goodPercent({ good, faulty }) {
  return good + faulty ? (PERCENT * good) / (good + faulty) : null;
}

/**
 * @param {BucketView[]} buckets
 * @param {(means: MeansView) => number} pick
 */
function means(buckets, pick) {
  return buckets.map((one) => (one.means ? pick(one.means) : null));
}
