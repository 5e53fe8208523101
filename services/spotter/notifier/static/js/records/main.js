// Wires the pages for members, exercises and history together.

import { el } from "../dom.js";
import { RepPanel } from "../rep/panel.js";
import { onThemeChange } from "../theme.js";
import { ExerciseList } from "./exercises/list.js";
import { RecordingPage } from "./exercises/recording.js";
import { HistoryPage } from "./history/page.js";
import { MemberList } from "./members/list.js";
import { MemberPage } from "./members/member.js";

/** @typedef {{ element: HTMLElement; begin: () => void; refreshColours: () => void }} Content */

const dialog = /** @type {HTMLDialogElement} */ (byId("rep"));
const panel = new RepPanel(
  dialog,
  (stationId) => stationId,
  () => false,
);
const content = contentOf(new URL(location.href));

byId("content").append(content.element);
onThemeChange(byId("theme-switch"), () => {
  content.refreshColours();
  panel.refreshColours();
});
markPage();
content.begin();
panel.followAddress();

/**
 * @param {URL} address
 * @returns {Content}
 */
function contentOf({ pathname, searchParams }) {
  if (pathname.endsWith("/history")) {
    return new HistoryPage(searchParams);
  }
  if (pathname.endsWith("/exercises")) {
    const stationId = searchParams.get("new");
    return stationId === null ? new ExerciseList() : new RecordingPage(stationId);
  }
  const memberId = searchParams.get("id");
  return memberId ? new MemberPage(memberId) : new MemberList();
}

function markPage() {
  for (const link of document.querySelectorAll("nav a")) {
    const { pathname } = new URL(/** @type {HTMLAnchorElement} */ (link).href);
    if (pathname === location.pathname) {
      link.setAttribute("aria-current", "page");
    }
  }
}

/** @param {string} id */
function byId(id) {
  return document.getElementById(id) ?? document.body.appendChild(el("div", { id }));
}
