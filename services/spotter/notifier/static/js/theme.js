// Dark or light: follows the system until the user chooses.

const KEY = "spotter-theme";

/**
 * @param {HTMLElement} button switches the theme
 * @param {() => void} changed
 */
export function onThemeChange(button, changed) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const chosen = localStorage.getItem(KEY);
  if (chosen === "dark" || chosen === "light") {
    root.dataset.theme = chosen;
    changed();
  }
  button.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
    const other = dark ? "light" : "dark";
    root.dataset.theme = other;
    localStorage.setItem(KEY, other);
    changed();
  });
  system.addEventListener("change", changed);
}
