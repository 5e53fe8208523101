// Plotly, loaded when the first chart is shown.

/** @typedef {typeof import("plotly.js")} Plotly */

/** @type {Promise<Plotly> | null} */
let loading = null;

/** Plotly; rejects when it cannot be loaded, and tries again when it is asked for again. */
export function plotly() {
  loading ??= load();
  return loading;
}

/** @returns {Promise<Plotly>} */
function load() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "vendor/plotly.min.js";
    script.addEventListener("load", () =>
      resolve(/** @type {{ Plotly: Plotly }} */ (/** @type {unknown} */ (globalThis)).Plotly),
    );
    script.addEventListener("error", () => {
      loading = null;
      reject(new Error("the chart cannot be loaded"));
    });
    document.head.append(script);
  });
}
