// A choice of roles.

/** @import { RoleName } from "./types.js" */

import { el } from "../../dom.js";
import { ROLES } from "../../words/account.js";

/** @type {RoleName[]} */
const CHOSEN = ["owner", "manager", "trainer", "member", "operator"];

/** @param {RoleName} chosen */
export function roleChoice(chosen) {
  const options = CHOSEN.map((role) =>
    el("option", { value: role, selected: role === chosen }, ROLES[role]),
  );
  return el("select", {}, ...options);
}
