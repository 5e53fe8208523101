// Leads whoever has not signed in to the page for that, and back.

/** @import { Access } from "./access.js" */

import { access, recordsProblem } from "./access.js";
import { byId, setText } from "./dom.js";

/** What can be seen without signing in. */
const FOR_ANYBODY = new Set(["sign-in", "station", "check-in"]);
/** Pages of ours, as addresses relative to the page: "members?id=1", "#rep/2", or nothing. */
const OWN = /^([a-z-]*)([?#].*)?$/;

/**
 * Where to go after signing in; "./" for an address that is not one of our pages.
 *
 * @param {string} wanted
 */
export function ownAddress(wanted) {
  const found = OWN.exec(wanted);
  return found && found[1] !== "sign-in" && wanted ? wanted : "./";
}

/** Goes to the page for signing in, which leads back here; a station's screen shows a new code. */
export function signInFirst() {
  const { pathname, search, hash } = location;
  const page = pathname.slice(pathname.lastIndexOf("/") + 1);
  if (page === "station") {
    location.reload();
  } else if (page !== "sign-in") {
    location.replace(`sign-in?${new URLSearchParams({ to: `${page}${search}${hash}` })}`);
  }
}

/**
 * The page that somebody can see who may not see the stations; empty: this one.
 *
 * @param {Access} found
 */
export function otherHome({ me, rights }) {
  if (!me || rights.has("stations:read")) {
    return "";
  }
  return me.member_id ? `members?id=${encodeURIComponent(me.member_id)}` : "accounts";
}

/**
 * Why the page cannot begin now; empty: it can.
 *
 * @param {Access} found
 * @param {string} name of the page
 */
function problemOf({ problem, records }, name) {
  if (name === "station") {
    // Whether it is paired cannot be said: it must not ask for another pairing.
    return problem || (records === "silent" ? recordsProblem("silent") : "");
  }
  return FOR_ANYBODY.has(name) ? "" : problem;
}

/**
 * Whether the page may begin; otherwise leads elsewhere.
 *
 * @param {string} name of the page; empty: the stations
 */
export async function followSignIn(name) {
  const found = await access();
  const problem = problemOf(found, name);
  if (problem) {
    setText(byId("notice"), problem);
    byId("notice").hidden = false;
    setTimeout(() => location.reload(), 5000);
    return false;
  }
  if (FOR_ANYBODY.has(name) || found.records === "silent") {
    return true;
  }
  if (!found.me) {
    signInFirst();
    return false;
  }
  const home = found.records === "none" || name ? "" : otherHome(found);
  if (home) {
    location.replace(home);
  }
  return !home;
}
