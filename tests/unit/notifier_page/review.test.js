import assert from "node:assert/strict";
import { test } from "node:test";

import {
  alertingInWords,
  answerInWords,
  attentionInWords,
  duration,
  faultsInWords,
  memberAlertsInWords,
  presenceInWords,
  repsInWords,
  reviewHref,
  stateInWords,
} from "../../../services/spotter/notifier/static/js/words/review.js";
import { clock } from "../../../services/spotter/notifier/static/js/words/text.js";

const MINUTE_MS = 60_000;

test("a class that goes on, has not begun or is not planned says so", () => {
  assert.match(stateInWords({ begun_ms: 5, is_going_on: true }, 7), /still going on/);
  assert.equal(stateInWords({ begun_ms: 5, is_going_on: false }, 7), "");
  assert.match(stateInWords({ begun_ms: 5, is_going_on: false }, 3), /^It begins at/);
  assert.match(stateInWords({ begun_ms: null, is_going_on: false }, 3), /^It is not planned/);
});

test("who came late, is still there or was not there is told in words", () => {
  const came_ms = 20 * MINUTE_MS;
  const late = { came_ms, left_ms: 50 * MINUTE_MS, late_s: 12 * 60 };
  assert.equal(presenceInWords(late), `${clock(came_ms)} to ${clock(50 * MINUTE_MS)}, 12 min late`);
  assert.equal(presenceInWords({ came_ms, left_ms: null, late_s: 0 }), `since ${clock(came_ms)}`);
  assert.equal(presenceInWords({ came_ms: null, left_ms: null, late_s: 0 }), "was not there");
});

test("reps, faults and alerts of a member are counted in words", () => {
  assert.equal(repsInWords({ good: 0, faulty: 0, unscorable: 0 }), "no reps");
  assert.equal(repsInWords({ good: 1, faulty: 0, unscorable: 0 }), "1 rep: 1 good, 0 faulty");
  assert.equal(
    repsInWords({ good: 4, faulty: 2, unscorable: 1 }),
    "7 reps: 4 good, 2 faulty, 1 could not be judged",
  );
  const faults = [
    { code: "SITS_TOO_HIGH", joint: "MID_HIP", words: "Sit deeper", reps: 12 },
    { code: "KNEES_IN", joint: "LEFT_KNEE", words: "Push your left knee out", reps: 1 },
  ];
  assert.equal(faultsInWords({ faults }), "Sit deeper (12 reps); Push your left knee out (1 rep)");
  assert.equal(memberAlertsInWords({ alerts: 0, answered_alerts: 0 }), "no alerts");
  assert.equal(memberAlertsInWords({ alerts: 3, answered_alerts: 1 }), "3 alerts, 1 answered");
});

const KNEES = {
  kind: "fault",
  exercise: "front_squat",
  exercise_id: null,
  title: "Knees fall in",
  opened: 6,
  acted_on: 1,
  dismissed: 2,
  by_themselves: 3,
};

test("the alerting's figures say what they count", () => {
  const alerting = {
    trainers: 2,
    lasted_s: 3600,
    opened: 6,
    shown: 5,
    per_trainer_in_ten_min: 5 / 12,
    acted_on: 1,
    dismissed: 2,
    by_themselves: 3,
    answered: 3,
    median_answer_s: 20,
    of_each: [KNEES],
    wants_attention: KNEES,
  };
  assert.deepEqual(
    alertingInWords(alerting).map(([, value]) => value),
    [
      "0.4, with 2 trainers",
      "1 of 6 alerts",
      "2 of 6 alerts",
      "3 of 6 alerts",
      "20 s, the median of 3 answers",
    ],
  );
  const unanswered = { ...alerting, answered: 0, median_answer_s: null };
  assert.equal(alertingInWords(unanswered).at(-1)?.[1], "nobody has answered one");
});

test("what wants attention is said with its exercise and why", () => {
  assert.equal(
    attentionInWords(KNEES),
    "The threshold of “Knees fall in, front squat” wants attention: " +
      "5 of its 6 alerts were said to be fine, or ended by themselves.",
  );
});

test("what became of an alert is said, whoever answered", () => {
  const alert = {
    alert_id: "a",
    opened_ms: 0,
    title: "Knees fall in",
    exercise: "squat",
    priority: "high",
    station_id: "rack-1",
    member_id: null,
    answered_s: 20,
    answered_by: "Ida",
    ending_words: "Fixed.",
  };
  assert.equal(answerInWords(alert), "Ida after 20 s. Fixed.");
  const open = { ...alert, answered_s: null, answered_by: "", ending_words: "" };
  assert.equal(answerInWords(open), "Nobody answered. Still open.");
});

test("durations are short, and addresses hold the class and the day", () => {
  assert.deepEqual([20, 119.6, 120, 3600].map(duration), ["20 s", "120 s", "2 min", "60 min"]);
  assert.equal(reviewHref("c 1"), "classes?review=c%201");
  assert.equal(reviewHref("c", "2026-03-02"), "classes?review=c&day=2026-03-02");
});
