// The course of the worst joint, reference against attempt, drawn by Plotly.

import { colours } from "./dom.js";
import { between } from "./geometry.js";
import { itemAt } from "./pairing.js";
import { capital } from "./words.js";

let loading = null;

function plotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "vendor/plotly.min.js";
    script.addEventListener("load", () => resolve(globalThis.Plotly));
    script.addEventListener("error", () => {
      loading = null;
      reject(new Error("the chart cannot be loaded"));
    });
    document.head.append(script);
  });
  return loading;
}

export class Chart {
  #element;
  #rep;
  #partners;
  #plotly = null;
  #cursorS = 0;
  #queued = false;

  constructor(element, rep, partners) {
    this.#element = element;
    this.#rep = rep;
    this.#partners = partners;
  }

  // `onSeek` hears the time in seconds that somebody clicks on.
  async show(onSeek) {
    this.#plotly = await plotly();
    if (!this.#element.isConnected) {
      return;
    }
    const { traces, layout } = this.#picture();
    await this.#plotly.newPlot(this.#element, traces, layout, {
      displayModeBar: false,
      responsive: true,
    });
    this.#element.on("plotly_click", (event) => onSeek(event.points[0].x));
  }

  async refreshColours() {
    if (this.#plotly) {
      const { traces, layout } = this.#picture();
      await this.#plotly.react(this.#element, traces, layout);
    }
  }

  moveCursor(seconds) {
    this.#cursorS = seconds;
    if (this.#plotly && !this.#queued) {
      this.#queued = true;
      requestAnimationFrame(() => {
        this.#queued = false;
        if (this.#element.isConnected) {
          this.#plotly.relayout(this.#element, {
            "shapes[0].x0": this.#cursorS,
            "shapes[0].x1": this.#cursorS,
          });
        }
      });
    }
  }

  destroy() {
    this.#plotly?.purge(this.#element);
    this.#plotly = null;
  }

  #picture() {
    const { attempt, reference, worst } = this.#rep;
    const colour = colours("text", "muted", "line", "mark", "left", "ghost");
    const axis = worst.axis === "x" ? 0 : 1;
    const at = (frame) => frame?.[worst.joint_index]?.[axis] ?? null;
    const mine = attempt.frames.map(at);
    const course = (name, y, line) => ({
      name,
      x: attempt.times_s,
      y,
      line,
      mode: "lines",
      hovertemplate: "%{y:.2f}",
    });
    const traces = [course("This rep", mine, { color: colour.left, width: 3 })];
    if (reference) {
      const models = this.#partners.map((place) => at(itemAt(reference.frames, place, between)));
      traces.unshift(course("Reference", models, { color: colour.ghost, width: 3, dash: "dot" }));
    }
    traces.push({
      name: "Worst moment",
      x: [attempt.times_s[worst.frame_index]],
      y: [mine[worst.frame_index]],
      mode: "markers",
      marker: { size: 16, symbol: "circle-open", color: colour.mark, line: { width: 3 } },
      hoverinfo: "skip",
    });
    return { traces, layout: this.#layout(colour, worst, attempt.times_s.at(-1)) };
  }

  #layout(colour, worst, lastS) {
    const course = worst.axis === "y" ? "height" : "sideways";
    const axis = {
      gridcolor: colour.line,
      linecolor: colour.line,
      zeroline: false,
      fixedrange: true,
    };
    return {
      title: {
        text: `${capital(worst.label)}, ${course}`,
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
      xaxis: {
        ...axis,
        title: { text: "seconds", font: { color: colour.muted } },
        range: [0, lastS],
      },
      yaxis: { ...axis, title: { text: "torso lengths", font: { color: colour.muted } } },
      shapes: [
        {
          type: "line",
          yref: "paper",
          y0: 0,
          y1: 1,
          x0: this.#cursorS,
          x1: this.#cursorS,
          line: { color: colour.text, width: 1.5 },
        },
      ],
    };
  }
}
