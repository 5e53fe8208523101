// The words about patterns of faults.

import assert from "node:assert/strict";
import test from "node:test";

import {
  searchInWords,
  shareInWords,
  trendInWords,
} from "../../../services/spotter/notifier/static/js/words/pattern.js";

const WEEKS = [
  { first_day: "2026-11-02", shown: 1, reps: 4 },
  { first_day: "2026-11-09", shown: 0, reps: 3 },
  { first_day: "2026-11-16", shown: 2, reps: 3 },
];
const SEARCH = {
  is_waiting: false,
  is_running: false,
  done_ratio: 0,
  ended_ms: null,
  words: "",
  reps: 0,
  since_ms: null,
  needed_reps: 30,
};

test("a share is told in percent, with the reps", () => {
  assert.equal(shareInWords({ reps: 1, share_ratio: 1 / 3 }), "33 % of the faulty reps (1 rep)");
});

test("a trend compares the first week with the latest, if there are several", () => {
  assert.equal(trendInWords(WEEKS), "25 % in the first of 3 weeks, 67 % in the latest.");
  assert.equal(trendInWords(WEEKS.slice(0, 1)), "");
});

test("a search says how far it is, or what it came to", () => {
  assert.match(searchInWords(SEARCH), /^Nobody has looked yet. It takes 30 faulty reps/);
  assert.equal(searchInWords({ ...SEARCH, is_waiting: true }), "It waits for its turn.");
  const running = { ...SEARCH, is_running: true, done_ratio: 0.999 };
  assert.equal(searchInWords(running), "Comparing faulty reps: 99 %.");
  const ended = { ...SEARCH, ended_ms: 0, words: "2 patterns in 40 faulty reps" };
  assert.match(searchInWords(ended), /^Last looked .*: 2 patterns in 40 faulty reps\.$/);
});
