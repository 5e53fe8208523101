// The words about channels.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  aboutInWords,
  planInWords,
  standInWords,
  stateInWords,
} from "../../../services/spotter/notifier/static/js/words/channel.js";

const PLAN = {
  label: "phone",
  class_ids: [],
  station_ids: [],
  member_ids: [],
  lowest_priority: /** @type {const} */ ("low"),
  quiet_hours: null,
  from_escalation: 0,
  has_names: false,
};
const DELIVERY = {
  delivery_id: "1",
  alert_ids: [],
  alerts: 0,
  escalation: 0,
  state: /** @type {const} */ ("delivered"),
  attempts: 1,
  outcome: "accepted (200)",
  made_ms: 1,
  due_ms: null,
  ended_ms: 2,
};

test("a plan says whose alerts come, which, when and how much they say", () => {
  assert.equal(planInWords(PLAN), "All alerts, of everybody; at once; without names.");
  assert.equal(
    planInWords({
      ...PLAN,
      lowest_priority: "high",
      station_ids: ["rack-1", "rack-2"],
      member_ids: ["1"],
      quiet_hours: { begin: "22:00", end: "06:00", high_comes: true },
      from_escalation: 1,
      has_names: true,
    }),
    "High only, at 2 stations or of 1 member; when nobody has answered; " +
      "silent from 22:00 to 06:00, but for high ones; with members' names.",
  );
  assert.match(planInWords({ ...PLAN, from_escalation: 7 }), /after 7 without an answer/);
});

test("a delivery says what it is about and what became of it", () => {
  assert.equal(aboutInWords(DELIVERY), "A test");
  assert.equal(
    aboutInWords({ ...DELIVERY, alerts: 3, escalation: 1 }),
    "3 alerts, nobody had answered",
  );
  assert.equal(stateInWords(DELIVERY), "Delivered: accepted (200)");
  assert.equal(
    stateInWords({ ...DELIVERY, state: "waiting", outcome: "no answer within 10 s" }),
    "Tried again soon (1 attempt): no answer within 10 s",
  );
  assert.equal(stateInWords({ ...DELIVERY, state: "waiting", attempts: 0 }), "Going out");
});

test("a channel says whether it works", () => {
  const channel = {
    channel_id: "1",
    kind: /** @type {const} */ ("apprise"),
    is_gyms: true,
    plan: PLAN,
    leads_to: "ntfy://…",
    made_ms: 1,
    gone_ms: null,
    latest: null,
  };
  assert.equal(standInWords(channel), "Nothing has gone out yet.");
  assert.equal(standInWords({ ...channel, latest: DELIVERY }), "Delivered: accepted (200)");
  assert.match(standInWords({ ...channel, gone_ms: 5 }), /Nobody is there any more/);
});
