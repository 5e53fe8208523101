// The words of the audit.

/** @import { AuditEntryView } from "../records/accounts/types.js" */

import { dayAndClock } from "./text.js";

/** @type {Record<string, string>} */
const NOT_ACCOUNTS = { local: "This machine", spotter: "Spotter itself" };

/**
 * Who did it.
 *
 * @param {Pick<AuditEntryView, "author" | "author_name">} entry
 */
export function authorInWords({ author, author_name }) {
  return NOT_ACCOUNTS[author] ?? (author_name || "Somebody who has left");
}

/**
 * What it is about, of whom, and when.
 *
 * @param {Pick<AuditEntryView, "kind" | "at_ms">} entry
 * @param {string} whose a member's name; empty: it is nobody's, or not known
 */
export function aboutInWords({ kind, at_ms }, whose) {
  const subject = kind.replaceAll("_", " ");
  return `${whose ? `${subject} of ${whose}` : subject}, ${dayAndClock(at_ms)}`;
}
