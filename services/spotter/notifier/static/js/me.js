// Who looks at the page, in the bar.

/** @import { Me } from "./access.js" */

import { byId, el, setText } from "./dom.js";
import { ROLES } from "./words/account.js";

const UNKNOWN = 401;
const STILL_IN = "You are still signed in: Spotter did not answer. Try again in a moment.";

/** @param {Me | null} me */
export function showMe(me) {
  const menu = byId("me");
  menu.hidden = me === null;
  if (me === null) {
    return;
  }
  const isLocal = me.author === "local";
  const leave = el("button", { type: "button", class: "button" }, "Sign out");
  leave.addEventListener("click", signOut);
  menu.replaceChildren(
    el("summary", {}, isLocal ? "This machine" : me.name),
    el(
      "div",
      { class: "me-menu" },
      el(
        "p",
        { class: "quiet" },
        isLocal ? "Open: acts as the owner, without signing in" : ROLES[me.role],
      ),
      me.role === "station" ? null : el("a", { class: "button", href: "accounts" }, "Accounts"),
      isLocal ? null : leave,
    ),
  );
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Node && !menu.contains(target)) {
      menu.removeAttribute("open");
    }
  });
}

async function signOut() {
  const answer = await fetch("api/v1/sign-out", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{}",
  }).catch(() => null);
  if (answer?.ok || answer?.status === UNKNOWN) {
    location.replace("sign-in");
    return;
  }
  setText(byId("notice"), STILL_IN);
  byId("notice").hidden = false;
}
