// Plotly, loaded when the first chart is shown.

/** @typedef {typeof import("plotly.js")} Plotly */

/** @type {Promise<Plotly> | null} */
let loading = null;

/** Loads Plotly once. Rejects if that fails; the next call tries again. */
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
      reject(new Error("cannot load vendor/plotly.min.js"));
    });
    document.head.append(script);
  });
}
