import assert from "node:assert/strict";
import { test } from "node:test";

import { HintRules } from "#page/station/help/hint_rules.js";

/** @import { FaultView, VerdictView } from "#page/messages.js" */

const REP_MS = 3000;

/**
 * @param {string} code
 * @returns {FaultView}
 */
const fault = (code) => ({
  joint: "MID_HIP",
  label: "hips",
  phase: 0.5,
  direction: "higher",
  code,
  moment: "BOTTOM",
  both_sides: false,
  size_tl: 0.3,
  frame_index: 20,
  action: code === "KNEES_IN" ? "Push your knees out" : "Sit deeper",
});

/**
 * @param {number} number of the rep
 * @param {string[]} codes worst first; none: it was good
 * @param {number} ratio of its score to the threshold
 * @param {Partial<VerdictView>} changes
 * @returns {VerdictView}
 */
const rep = (number, codes = [], ratio = 1.5, changes = {}) => ({
  rep_id: `rep ${number}`,
  session_id: "s1",
  speed: null,
  station_id: "rack-1",
  track_id: 1,
  exercise: "squat",
  set_number: 1,
  rep_number: number,
  started_ms: number * REP_MS,
  ended_ms: (number + 1) * REP_MS,
  said_ms: (number + 1) * REP_MS,
  outcome: codes.length ? "faulty" : "good",
  score: codes.length ? ratio : 0.5,
  threshold: 1,
  reason: "",
  reason_code: null,
  sentences: [],
  hints: codes.map((code) => `${fault(code).action}: by a hand's breadth.`),
  fixed: [],
  faults: codes.map(fault),
  trace_id: "",
  judged_by: "references",
  question: "",
  pattern: "",
  ...changes,
});

/**
 * What is said of reps that follow each other.
 *
 * @param {VerdictView[]} reps
 * @param {HintRules} rules
 */
const saidOf = (reps, rules = new HintRules()) =>
  reps.map((one) => {
    const said = rules.consider(one, one.ended_ms);
    return said && (said.kind === "fix" ? said.text : said.kind);
  });

const HIGH = ["SITS_TOO_HIGH"];
const IN = ["KNEES_IN"];

test("a clear fault is said at once, in a few words, with the rep that it is about", () => {
  assert.deepEqual(new HintRules().consider(rep(1, HIGH), 6000), {
    text: "Sit deeper",
    kind: "fix",
    at_ms: 6000,
    rep_id: "rep 1",
  });
});

test("a small fault is said when the next rep has it, too", () => {
  assert.deepEqual(saidOf([rep(1, HIGH, 1.1), rep(2), rep(3, HIGH, 1.1), rep(4, HIGH, 1.1)]), [
    null,
    null,
    null,
    "Sit deeper",
  ]);
});

test("what stays wrong is said ever more seldom, and at once when it gets worse", () => {
  const reps = Array.from({ length: 8 }, (_, place) => rep(place + 1, HIGH));
  assert.deepEqual(saidOf([...reps, rep(9, HIGH, 1.9)]), [
    "Sit deeper",
    null,
    null,
    "Sit deeper",
    null,
    null,
    null,
    "Sit deeper",
    "Sit deeper",
  ]);
});

test("what gets better is left alone for twice as long", () => {
  const better = Array.from({ length: 4 }, (_, place) => rep(place + 2, HIGH, 1.1));
  assert.deepEqual(saidOf([rep(1, HIGH), ...better]), ["Sit deeper", null, null, null, null]);
});

test("the first rep that is right again is praised, once, and only after a hint", () => {
  const fixed = { fixed: ["Deep enough now."] };
  assert.deepEqual(saidOf([rep(1), rep(2, HIGH), rep(3, [], 0, fixed), rep(4)]), [
    null,
    "Sit deeper",
    "right_again",
    null,
  ]);
});

test("each correction lets one more lapse pass, but never a grave one", () => {
  const lapses = [rep(1, HIGH), rep(2), rep(3, HIGH), rep(4, HIGH), rep(5), rep(6, HIGH)];
  assert.deepEqual(saidOf([...lapses, rep(7, HIGH, 2.5)]), [
    "Sit deeper",
    "right_again",
    null,
    "Sit deeper",
    "right_again",
    null,
    "Sit deeper",
  ]);
});

test("one thing at a time: another fault waits until what was said is right", () => {
  assert.deepEqual(
    saidOf([rep(1, HIGH), rep(2, [...IN, ...HIGH]), rep(3, IN, 1.5), rep(4, IN, 1.5)]),
    ["Sit deeper", null, "Push your knees out", null],
  );
});

test("reps that nobody could judge are said once a set, when there are two in a row", () => {
  /** @type {Partial<VerdictView>} */
  const unseen = { outcome: "unscorable", sentences: ["Out of frame or hidden: ankles."] };
  assert.deepEqual(saidOf([1, 2, 3].map((number) => rep(number, [], 0, unseen))), [
    null,
    "unseen",
    null,
  ]);
});

test("a new set begins anew, and so does somebody else; a verdict that comes late says nothing", () => {
  const rules = new HintRules();
  assert.deepEqual(saidOf([rep(1, HIGH), rep(2, HIGH, 1.5, { set_number: 2 })], rules), [
    "Sit deeper",
    "Sit deeper",
  ]);
  assert.deepEqual(saidOf([rep(1, HIGH, 9)], rules), [null]);
  rules.clear();
  assert.deepEqual(saidOf([rep(1, HIGH)], rules), ["Sit deeper"]);
});
