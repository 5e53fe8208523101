// The words about proposals.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  acceptedInWords,
  notAcceptedInWords,
  prescribedInWords,
  toAcceptInWords,
} from "#page/words/proposal.js";

const REPS = { sets: 3, least_reps: 8, most_reps: 12, seconds: null, load_kg: 62.5 };

test("what is proposed is told in reps or in seconds, with its load", () => {
  assert.equal(prescribedInWords(REPS, "kg"), "3 × 8–12, 62.5 kg");
  assert.equal(prescribedInWords({ ...REPS, least_reps: 12, load_kg: null }, "kg"), "3 × 12");
  const hold = { sets: 2, least_reps: 1, most_reps: 1, seconds: 45, load_kg: null };
  assert.equal(prescribedInWords(hold, "kg"), "2 × 45 s");
});

test("what accepting several will do is said before", () => {
  /** @type {Parameters<typeof toAcceptInWords>[0]} */
  const proposals = [
    { member_id: "anna", change: "raise" },
    { member_id: "anna", change: "lower" },
    { member_id: "ben", change: "raise" },
  ];
  assert.equal(
    toAcceptInWords(proposals),
    "Accept 3 proposals of 2 members: more for 2, less for 1? They go into the next plans.",
  );
});

test("what was not accepted is named", () => {
  assert.equal(acceptedInWords(3, 0), "3 accepted.");
  assert.equal(acceptedInWords(2, 1), "2 accepted; 1 could not be:");
  assert.equal(
    notAcceptedInWords({ member_name: "Ben", exercise: "front_squat" }, "It is locked."),
    "Ben, Front squat: It is locked.",
  );
});
