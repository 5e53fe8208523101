// The words about channels and what goes out by them.

/** @import { ChannelView, DeliveryView, PlanView } from "../records/channels/types.js" */

import { count } from "./text.js";

export const KINDS = {
  apprise: "Service",
  webhook: "Program (webhook)",
  web_push: "Browser",
};

/** The choices of the lowest priority. */
export const PRIORITIES = {
  low: "All alerts",
  medium: "Medium and high",
  high: "High only",
};

/** The choices of the first escalation. */
export const ESCALATIONS = [
  "At once",
  "When nobody has answered",
  "When nobody has answered twice",
  "When nobody has answered three times",
];

/** @type {{ name: string; address: string }[]} what Apprise takes, with made-up tokens */
export const EXAMPLES = [
  { name: "ntfy", address: "ntfy://a-topic-that-nobody-guesses" },
  { name: "Slack", address: "slack://TokenA/TokenB/TokenC/#trainers" },
  { name: "Telegram", address: "tgram://123456789:BotToken/ChatId" },
  { name: "E-mail", address: "mailtos://name:password@example.org?to=trainer@example.org" },
  { name: "Discord", address: "discord://WebhookId/WebhookToken" },
  { name: "Microsoft Teams", address: "workflows://Host:443/WorkflowId/Signature" },
  { name: "Pushover", address: "pover://UserKey@Token" },
  { name: "Matrix", address: "matrixs://name:password@example.org/#trainers" },
];

/**
 * What a channel is for, such as "Medium and high, at 2 stations; silent from 22:00 to 06:00".
 *
 * @param {PlanView} plan
 */
export function planInWords(plan) {
  const { lowest_priority, from_escalation, quiet_hours } = plan;
  const from = ESCALATIONS[from_escalation] ?? `After ${from_escalation} without an answer`;
  const parts = [`${PRIORITIES[lowest_priority]}, ${whoInWords(plan)}`, from.toLowerCase()];
  if (quiet_hours) {
    const but = quiet_hours.high_comes ? ", but for high ones" : "";
    parts.push(`silent from ${quiet_hours.begin} to ${quiet_hours.end}${but}`);
  }
  parts.push(plan.has_names ? "with members' names" : "without names");
  return `${parts.join("; ")}.`;
}

/** @param {PlanView} plan */
function whoInWords({ class_ids, station_ids, member_ids }) {
  const named = [
    class_ids.length ? `in ${count(class_ids.length, "class", "classes")}` : "",
    station_ids.length ? `at ${count(station_ids.length, "station", "stations")}` : "",
    member_ids.length ? `of ${count(member_ids.length, "member", "members")}` : "",
  ].filter(Boolean);
  return named.length ? named.join(" or ") : "of everybody";
}

/** @param {DeliveryView} delivery */
export function aboutInWords({ alerts, escalation }) {
  const what = alerts ? count(alerts, "alert", "alerts") : "A test";
  return escalation ? `${what}, nobody had answered` : what;
}

/**
 * What became of a delivery, such as "Delivered: accepted (200)".
 *
 * @param {DeliveryView} delivery
 */
export function stateInWords({ state, outcome, attempts }) {
  const tried = count(attempts, "attempt", "attempts");
  const said = outcome ? `: ${outcome}` : "";
  return {
    waiting: attempts ? `Tried again soon (${tried})${said}` : "Going out",
    delivered: `Delivered${said}`,
    withdrawn: "Withdrawn: somebody has taken it, or it has ended",
    failed: `Not delivered (${tried})${said}`,
  }[state];
}

/**
 * Whether a channel works, as far as it is known.
 *
 * @param {ChannelView} channel
 */
export function standInWords({ gone_ms, latest }) {
  if (gone_ms !== null) {
    return "Nobody is there any more, so nothing is sent. A test tries it again.";
  }
  return latest ? stateInWords(latest) : "Nothing has gone out yet.";
}
