// Draws the plots of a report, which calls showReport() at its end.

/** @import { Annotations, Config, Layout, LayoutAxis, PlotData } from "plotly.js" */

/** @typedef {typeof import("plotly.js")} Plotly */
/** @typedef {(name: string) => string} ColourOf the style sheet's colour of that name */
/** @typedef {"before" | "after"} Kind before or after the alignment */
/** @typedef {(number | null)[]} Heights null where the joint is missing */
/** @typedef {[lowest: number, highest: number]} Range */

/**
 * @typedef {object} Joint
 * @property {string} name
 * @property {boolean} faulty
 * @property {Heights} attempt
 * @property {Heights} model
 */

/**
 * One rep's joints over time, each in its own panel.
 *
 * @typedef {object} Plot
 * @property {number[]} attempt_s times of the attempt's heights
 * @property {number[]} model_s times of the reference's heights
 * @property {Joint[]} joints
 */

const EAGER = 24;
const NARROW_PX = 600;
const PRINTED = { width: 700, height: 215 };
/** @type {Partial<Config>} */
const CONFIG = { displayModeBar: false, responsive: true };
/** A panel shows at least this share of the largest movement, so that noise looks like noise. */
const LEAST_SHARE = 0.3;
/** A panel's half height as a share of the movement; above 0.5, it leaves some room. */
const HALF = 0.54;

/**
 * The range of each panel; null if the joint is not seen.
 *
 * @param {Pick<Joint, "attempt" | "model">[]} joints
 * @returns {(Range | null)[]}
 */
export function ranges(joints) {
  const extents = joints.map(extent);
  const largest = Math.max(...extents.map((found) => (found ? found[1] - found[0] : 0)));
  return extents.map((found) => {
    if (!found) {
      return null;
    }
    const half = HALF * Math.max(found[1] - found[0], LEAST_SHARE * largest, 1e-3);
    const middle = (found[0] + found[1]) / 2;
    return [middle - half, middle + half];
  });
}

/**
 * The curves of reference and attempt, with the area between them if they share their times.
 *
 * @param {Plot} plot
 * @param {Kind} kind
 * @param {ColourOf} colourOf
 * @returns {Partial<PlotData>[]}
 */
export function traces(plot, kind, colourOf) {
  return plot.joints.flatMap((joint, index) => {
    /** @type {Partial<PlotData>} */
    const panel = {
      xaxis: `x${index + 1}`,
      yaxis: `y${index + 1}`,
      mode: "lines",
      connectgaps: false,
    };
    // The area is well defined only without gaps.
    const hasGaps = [...joint.model, ...joint.attempt].includes(null);
    /** @type {Partial<PlotData>} */
    const area =
      kind === "after" && !hasGaps ? { fill: "tonexty", fillcolor: "rgba(37, 99, 235, 0.16)" } : {};
    return [
      {
        ...panel,
        name: "reference",
        x: plot.model_s,
        y: joint.model,
        line: { color: colourOf("model"), width: 2 },
      },
      {
        ...panel,
        name: "attempt",
        x: plot.attempt_s,
        y: joint.attempt,
        line: { color: colourOf("attempt"), width: 1.8 },
        ...area,
      },
    ];
  });
}

/**
 * @param {Plot} plot
 * @param {Kind} kind
 * @param {boolean} narrow
 * @param {ColourOf} colourOf
 * @returns {Partial<Layout>}
 */
export function layout(plot, kind, narrow, colourOf) {
  const columns = narrow ? 2 : 6;
  const rows = Math.ceil(plot.joints.length / columns);
  const heights = ranges(plot.joints);
  return {
    grid: { rows, columns, pattern: "independent", xgap: 0.2, ygap: 0.3 },
    margin: { l: 30, r: 6, t: 22, b: 22 },
    font: { family: "system-ui, sans-serif", size: 10, color: colourOf("quiet") },
    showlegend: false,
    hovermode: "x",
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    annotations: plot.joints.map((joint, index) =>
      caption(joint, index + 1, heights[index] !== null, colourOf),
    ),
    ...axes(plot, kind, columns, colourOf("line")),
  };
}

/**
 * Draws the first plots at once and the others when they scroll near: many at once are slow.
 *
 * @param {Plotly} plotly
 */
export function showReport(plotly) {
  /** @type {Record<Kind, Plot>[]} */
  const plots = JSON.parse(document.getElementById("plots")?.textContent ?? "[]");
  /** @type {HTMLElement[]} */
  const elements = [...document.querySelectorAll(/** @type {"div"} */ (".plot"))];
  const style = getComputedStyle(document.documentElement);
  /** @type {ColourOf} */
  const colourOf = (name) => style.getPropertyValue(`--${name}`).trim();
  /** @type {Set<Element>} */
  const drawn = new Set();
  /** @param {HTMLElement} element */
  const draw = (element) => {
    if (!drawn.has(element)) {
      drawn.add(element);
      const kind = /** @type {Kind} */ (element.dataset.plot);
      const plot = plots[Number(element.dataset.rep)][kind];
      const shown = layout(plot, kind, element.clientWidth < NARROW_PX, colourOf);
      plotly.newPlot(element, traces(plot, kind, colourOf), shown, CONFIG);
    }
  };
  drawOneByOne(elements.slice(0, EAGER), draw);
  drawWhenNear(elements.slice(EAGER), draw);
  addEventListener("beforeprint", () => {
    elements.forEach((element) => {
      draw(element);
      plotly.relayout(element, PRINTED);
    });
  });
  addEventListener("afterprint", () => {
    // With null Plotly chooses the size itself; its types do not know that.
    const chosen = /** @type {object} */ ({ width: null, height: null, autosize: true });
    elements.forEach((element) => plotly.relayout(element, chosen));
  });
}

/**
 * @param {Pick<Joint, "attempt" | "model">} joint
 * @returns {Range | null}
 */
function extent(joint) {
  const seen = [...joint.attempt, ...joint.model].filter((value) => value !== null);
  return seen.length ? [Math.min(...seen), Math.max(...seen)] : null;
}

/**
 * The axes of all panels. In a picture y points down; here a rising joint rises in the plot.
 *
 * @param {Plot} plot
 * @param {Kind} kind
 * @param {number} columns
 * @param {string} gridcolor
 * @returns {Record<string, Partial<LayoutAxis>>}
 */
function axes(plot, kind, columns, gridcolor) {
  const lastS = Math.max(...[plot.attempt_s, plot.model_s].map((times) => times.at(-1) ?? 0));
  const axis = { gridcolor, zeroline: false, nticks: 4, fixedrange: true };
  const pairs = ranges(plot.joints).map((found, index) => {
    const isLow = index >= plot.joints.length - columns;
    const range = kind === "before" ? found?.toReversed() : found;
    return [
      [
        `xaxis${index + 1}`,
        { ...axis, ticksuffix: " s", range: [0, lastS], showticklabels: isLow },
      ],
      [`yaxis${index + 1}`, { ...axis, range, showticklabels: found !== null }],
    ];
  });
  return Object.fromEntries(pairs.flat());
}

/**
 * @param {Joint} joint
 * @param {number} panel
 * @param {boolean} isSeen
 * @param {ColourOf} colourOf
 * @returns {Partial<Annotations>}
 */
function caption(joint, panel, isSeen, colourOf) {
  const name = isSeen ? joint.name : `${joint.name}: not seen`;
  return {
    text: joint.faulty ? `<b>${name}</b>` : name,
    showarrow: false,
    xref: /** @type {Annotations["xref"]} */ (`x${panel} domain`),
    yref: /** @type {Annotations["yref"]} */ (`y${panel} domain`),
    x: 0,
    y: 1,
    xanchor: "left",
    yanchor: "bottom",
    font: { size: 12, color: joint.faulty ? colourOf("faulty") : colourOf("ink") },
  };
}

/**
 * @param {HTMLElement[]} waiting
 * @param {(element: HTMLElement) => void} draw
 */
function drawOneByOne([first, ...rest], draw) {
  if (first) {
    draw(first);
    setTimeout(() => drawOneByOne(rest, draw));
  }
}

/**
 * @param {HTMLElement[]} waiting
 * @param {(element: HTMLElement) => void} draw
 */
function drawWhenNear(waiting, draw) {
  const observer = new IntersectionObserver(
    (entries) => {
      entries
        .filter((entry) => entry.isIntersecting)
        .forEach((entry) => draw(/** @type {HTMLElement} */ (entry.target)));
    },
    { rootMargin: "800px" },
  );
  waiting.forEach((element) => observer.observe(element));
}
