// A member's data as a file.

/** @import { MemberView } from "../types.js" */

import { el } from "../../dom.js";

/** @param {MemberView} member */
export function dataCard({ member_id }) {
  const href = `api/v1/members/${member_id}/export`;
  return el(
    "div",
    { class: "card" },
    el("h2", {}, "Their data"),
    el("p", { class: "quiet" }, "All that is known of them, as a ZIP file with JSON and CSV."),
    el("p", {}, el("a", { class: "button", href, download: true }, "Export")),
  );
}
