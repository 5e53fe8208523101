// Dark or light: follows the system until the user chooses.

const KEY = "spotter-theme";

/** Shows the theme that was chosen before; call it before anything is drawn. */
export function showChosenTheme() {
  const chosen = localStorage.getItem(KEY);
  if (chosen === "dark" || chosen === "light") {
    document.documentElement.dataset.theme = chosen;
  }
}

/**
 * @param {HTMLElement} button switches the theme
 * @param {() => void} changed
 */
export function onThemeChange(button, changed) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  button.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
    const other = dark ? "light" : "dark";
    root.dataset.theme = other;
    localStorage.setItem(KEY, other);
    changed();
  });
  system.addEventListener("change", changed);
}
