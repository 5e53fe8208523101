// Opens the page that the address names.

/** @import { Page } from "./page.js" */

import { access } from "./access.js";
import { byId } from "./dom.js";
import { RepPanel } from "./rep/panel.js";
import { onThemeChange, showChosenTheme } from "./theme.js";

const OF_RECORDS = /\/(members|classes|workouts|exercises|history)$/;

const { pathname, searchParams } = new URL(location.href);
const name = OF_RECORDS.exec(pathname)?.[1] ?? "";
// Before anything is awaited, so that nothing is drawn in other colours or at another place first.
showChosenTheme();
document.body.className = name ? "records" : "board";
const { openPage } = await (name ? import("./records/open.js") : import("./board/open.js"));
/** @type {Page} */
const page = openPage(name, searchParams);
const dialog = /** @type {HTMLDialogElement} */ (byId("rep"));
const panel = new RepPanel(
  dialog,
  (id) => page.nameOf(id),
  (id) => page.judgesEverybody(id),
);

byId("content").append(...page.elements);
onThemeChange(byId("theme-switch"), () => {
  page.refreshColours();
  panel.refreshColours();
});
page.begin();
showLinks();
panel.followAddress();

async function showLinks() {
  const pages = byId("pages");
  for (const link of pages.querySelectorAll("a")) {
    if (new URL(link.href).pathname === pathname) {
      link.setAttribute("aria-current", "page");
    }
  }
  const { rights } = await access();
  pages.hidden = !rights.has("members:read");
}
