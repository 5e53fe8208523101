// Opens the page that the address names.

/** @import { Page } from "./page.js" */

import { access } from "./access.js";
import { byId } from "./dom.js";
import { showMe } from "./me.js";
import { RepPanel } from "./rep/panel.js";
import { followSignIn } from "./signed_in.js";
import { onThemeChange, showChosenTheme } from "./theme.js";

const NAMED =
  /\/(members|classes|workouts|exercises|history|channels|accounts|sign-in|station|check-in)$/;

const { pathname, searchParams } = new URL(location.href);
const name = NAMED.exec(pathname)?.[1] ?? "";
// Before anything is awaited, so that nothing is drawn in other colours or at another place first.
showChosenTheme();
const { openPage } = await pageOf(name);
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
// A page that the browser kept shows what somebody saw, perhaps before they signed out.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
if (await followSignIn(name)) {
  page.begin();
  showLinks();
  panel.followAddress();
}

/** @param {string} wanted empty: the stations */
function pageOf(wanted) {
  if (wanted === "station") {
    document.body.className = "station";
    return import("./station/open.js");
  }
  document.body.className = wanted ? "records" : "board";
  return wanted ? import("./records/open.js") : import("./console/open.js");
}

async function showLinks() {
  const pages = byId("pages");
  for (const link of pages.querySelectorAll("a")) {
    if (new URL(link.href).pathname === pathname) {
      link.setAttribute("aria-current", "page");
    }
  }
  const { rights, me } = await access();
  for (const link of pages.querySelectorAll("a")) {
    link.hidden = !rights.has(link.dataset.right ?? "");
  }
  pages.hidden = !rights.has("members:read");
  showMe(me);
}
