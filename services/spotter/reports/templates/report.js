"use strict";

const plots = JSON.parse(document.getElementById("plots").textContent);
const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(`--${name}`).trim();
const EAGER = 24;
const PRINTED = { width: 700, height: 215 };
const CONFIG = { displayModeBar: false, responsive: true };

function line(name, x, y, panel, extra) {
  return {
    name,
    x,
    y,
    xaxis: `x${panel}`,
    yaxis: `y${panel}`,
    mode: "lines",
    connectgaps: false,
    ...extra,
  };
}

function extent(joint) {
  const seen = [...joint.attempt, ...joint.model].filter((value) => value !== null);
  return seen.length ? [Math.min(...seen), Math.max(...seen)] : null;
}

// A panel shows at least this share of the largest movement, so that noise does not look like one.
const LEAST_SHARE = 0.3;

function ranges(joints) {
  const extents = joints.map(extent);
  const least =
    LEAST_SHARE * Math.max(...extents.map((found) => (found ? found[1] - found[0] : 0)));
  return extents.map((found) => {
    if (!found) return null;
    const half = 0.54 * Math.max(found[1] - found[0], least, 1e-3);
    const middle = (found[0] + found[1]) / 2;
    return [middle - half, middle + half];
  });
}

function traces(plot, kind) {
  // An area between two courses is only well defined where they share their times, without gaps.
  const area = (joint) =>
    kind === "after" && ![...joint.model, ...joint.attempt].includes(null)
      ? { fill: "tonexty", fillcolor: "rgba(37, 99, 235, 0.16)" }
      : {};
  return plot.joints.flatMap((joint, index) => [
    line("reference", plot.model_s, joint.model, index + 1, {
      line: { color: colour("model"), width: 2 },
    }),
    line("attempt", plot.attempt_s, joint.attempt, index + 1, {
      line: { color: colour("attempt"), width: 1.8 },
      ...area(joint),
    }),
  ]);
}

function layout(plot, kind, narrow) {
  const columns = narrow ? 2 : 6;
  const rows = Math.ceil(plot.joints.length / columns);
  const font = { family: "system-ui, sans-serif", size: 10, color: colour("quiet") };
  const figure = {
    grid: { rows, columns, pattern: "independent", xgap: 0.2, ygap: 0.3 },
    margin: { l: 30, r: 6, t: 22, b: 22 },
    font,
    showlegend: false,
    annotations: [],
    hovermode: "x",
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
  };
  const heights = ranges(plot.joints);
  const range = [0, Math.max(plot.attempt_s.at(-1), plot.model_s.at(-1))];
  plot.joints.forEach((joint, index) => {
    const axis = { gridcolor: colour("line"), zeroline: false, nticks: 4, fixedrange: true };
    const bottom = index >= plot.joints.length - columns;
    figure[`xaxis${index + 1}`] = { ...axis, ticksuffix: " s", range, showticklabels: bottom };
    // In a picture y points down; a joint that goes up shall go up in the plot.
    const shown = heights[index] && kind === "before" ? heights[index].reverse() : heights[index];
    figure[`yaxis${index + 1}`] = { ...axis, range: shown, showticklabels: Boolean(shown) };
    const name = shown ? joint.name : `${joint.name}: not seen`;
    figure.annotations.push({
      text: joint.faulty ? `<b>${name}</b>` : name,
      showarrow: false,
      xref: `x${index + 1} domain`,
      yref: `y${index + 1} domain`,
      x: 0,
      y: 1,
      xanchor: "left",
      yanchor: "bottom",
      font: { size: 12, color: joint.faulty ? colour("faulty") : colour("ink") },
    });
  });
  return figure;
}

function draw(element) {
  if (element.dataset.drawn) return;
  element.dataset.drawn = "yes";
  const { rep, plot: kind } = element.dataset;
  const plot = plots[Number(rep)][kind];
  const narrow = element.clientWidth < 600;
  Plotly.newPlot(element, traces(plot, kind), layout(plot, kind, narrow), CONFIG);
}

const elements = [...document.querySelectorAll(".plot")];

function drawFirst(waiting) {
  if (!waiting.length) return;
  draw(waiting[0]);
  setTimeout(drawFirst, 0, waiting.slice(1));
}

// Many plots at once make a page slow: the rest are drawn when they come near.
drawFirst(elements.slice(0, EAGER));
const observer = new IntersectionObserver(
  (entries) => {
    entries.filter((entry) => entry.isIntersecting).forEach((entry) => draw(entry.target));
  },
  { rootMargin: "800px" },
);
elements.slice(EAGER).forEach((element) => observer.observe(element));

addEventListener("beforeprint", () => {
  elements.forEach((element) => {
    draw(element);
    Plotly.relayout(element, PRINTED);
  });
});
addEventListener("afterprint", () => {
  elements.forEach((element) =>
    Plotly.relayout(element, { width: null, height: null, autosize: true }),
  );
});
