// Draws the charts of an evaluation page, which calls showCharts() at its end.

/** @import { Config, Data, Layout, LayoutAxis } from "plotly.js" */

/** @typedef {typeof import("plotly.js")} Plotly */
/** @typedef {(name: string) => string} ColourOf the style sheet's colour of that name */

/**
 * A chart in the page's data, with colours named as "@good".
 *
 * @typedef {object} Chart
 * @property {Data[]} traces
 * @property {Partial<Layout>} layout
 */

const NARROW_PX = 480;
const MANY = 4;
/** @type {Partial<Config>} */
const CONFIG = { displayModeBar: false, responsive: true };

/**
 * The value with each "@name" in it, at any depth, replaced by that colour.
 *
 * @template Value
 * @param {Value} value a JSON value
 * @param {ColourOf} colourOf
 * @returns {Value}
 */
export function coloured(value, colourOf) {
  return /** @type {Value} */ (replaced(value, colourOf));
}

/**
 * The chart's layout on top of the common one. On a phone, many names would leave no room for the
 * curves: there a touch shows the name.
 *
 * @param {Chart} chart
 * @param {boolean} narrow
 * @returns {Partial<Layout>}
 */
export function layoutOf({ traces, layout }, narrow) {
  /** @type {Partial<LayoutAxis>} */
  const axis = {
    gridcolor: "@line",
    zeroline: false,
    linecolor: "@line",
    fixedrange: true,
    automargin: true,
  };
  return {
    margin: { l: 46, r: 10, t: 10, b: 44 },
    font: { family: "system-ui, sans-serif", size: 12, color: "@quiet" },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    showlegend: !(narrow && traces.length > MANY),
    legend: narrow ? { orientation: "h", y: -0.25 } : {},
    hoverlabel: { bgcolor: "@paper", font: { color: "@ink" } },
    ...layout,
    xaxis: { ...axis, ...layout.xaxis },
    yaxis: { ...axis, ...layout.yaxis },
  };
}

/**
 * Draws all charts, and redraws them when the page turns dark or light.
 *
 * @param {Plotly} plotly
 */
export function showCharts(plotly) {
  /** @type {Chart[]} */
  const charts = JSON.parse(document.getElementById("charts")?.textContent ?? "[]");
  /** @type {NodeListOf<HTMLElement>} */
  const elements = document.querySelectorAll(".chart");
  const drawAll = () => {
    const style = getComputedStyle(document.documentElement);
    /** @type {ColourOf} */
    const colourOf = (name) => style.getPropertyValue(`--${name}`).trim();
    elements.forEach((element) => {
      const chart = charts[Number(element.dataset.chart)];
      const layout = layoutOf(chart, element.clientWidth < NARROW_PX);
      plotly.react(element, coloured(chart.traces, colourOf), coloured(layout, colourOf), CONFIG);
    });
  };
  drawAll();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
}

/**
 * @param {unknown} value
 * @param {ColourOf} colourOf
 * @returns {unknown}
 */
function replaced(value, colourOf) {
  if (typeof value === "string" && value.startsWith("@")) {
    return colourOf(value.slice(1));
  }
  if (Array.isArray(value)) {
    return value.map((inner) => replaced(inner, colourOf));
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, replaced(inner, colourOf)]),
  );
}
