"use strict";

const charts = JSON.parse(document.getElementById("charts").textContent);
const CONFIG = { displayModeBar: false, responsive: true };

// Colours are named as "@good" and follow the page, which may be light or dark.
function coloured(value) {
  if (typeof value === "string" && value.startsWith("@")) {
    return getComputedStyle(document.documentElement)
      .getPropertyValue(`--${value.slice(1)}`)
      .trim();
  }
  if (Array.isArray(value)) return value.map(coloured);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, coloured(inner)]));
}

// On a phone many names would leave no room for the curves: there a touch tells the name.
function layoutOf(layout, narrow, many) {
  const axis = {
    gridcolor: "@line",
    zeroline: false,
    linecolor: "@line",
    fixedrange: true,
    automargin: true,
  };
  return coloured({
    margin: { l: 46, r: 10, t: 10, b: 44 },
    font: { family: "system-ui, sans-serif", size: 12, color: "@quiet" },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    showlegend: !(narrow && many),
    legend: narrow ? { orientation: "h", y: -0.25 } : {},
    hoverlabel: { bgcolor: "@paper", font: { color: "@ink" } },
    ...layout,
    xaxis: { ...axis, ...layout.xaxis },
    yaxis: { ...axis, ...layout.yaxis },
  });
}

function drawAll() {
  document.querySelectorAll(".chart").forEach((element) => {
    const { traces, layout } = charts[Number(element.dataset.chart)];
    Plotly.react(
      element,
      coloured(traces),
      layoutOf(layout, element.clientWidth < 480, traces.length > 4),
      CONFIG,
    );
  });
}

drawAll();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
