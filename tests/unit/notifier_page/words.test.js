// The page's words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { encodedRepIn, repHash } from "#page/address.js";
import {
  headline,
  mainSentence,
  repName,
  sceneLabel,
  setQuestion,
  whichRep,
} from "#page/words/rep.js";
import { stationNotice, statusInWords, summary } from "#page/words/station.js";
import { capital, clock, count, exerciseName } from "#page/words/text.js";

const REP = { track_id: 2, set_number: 1, rep_number: 4 };
const HINT = "Sit deeper: your hips stop about 15 cm above the reference at the bottom.";
const STATION = { since_ms: null, reason: "", set_number: null, rep_count: 0, people: [] };
const WORST = { joint_index: 10, label: "right knee", frame_index: 3 };

test("things are counted in words", () => {
  assert.deepEqual([count(1, "rep", "reps"), count(0, "rep", "reps")], ["1 rep", "0 reps"]);
});

test("an exercise's name is written for people", () => {
  assert.equal(exerciseName("single_leg-deadlift"), "Single leg deadlift");
  assert.equal(capital(""), "");
});

test("a rep is named with its set, and with the person where everybody is judged", () => {
  assert.equal(whichRep(REP, false), "Set 1, rep 4");
  assert.equal(whichRep(REP, true), "Person 2, set 1, rep 4");
  assert.equal(repName(REP, true), "person 2, rep 4");
});

test("a faulty rep's headline is the start of its hint, and the rest is the detail", () => {
  /** @type {Parameters<typeof headline>[0]} */
  const verdict = { ...REP, outcome: "faulty", sentences: [HINT, "Knees out."] };
  assert.deepEqual(headline(verdict, false), {
    title: "Rep 4: sit deeper",
    detail: "Your hips stop about 15 cm above the reference at the bottom.",
  });
});

test("a faulty rep without a hint is called faulty", () => {
  /** @type {Parameters<typeof headline>[0]} */
  const verdict = { ...REP, outcome: "faulty", sentences: [] };
  assert.deepEqual(headline(verdict, true), { title: "Person 2, rep 4: faulty", detail: "" });
  assert.equal(mainSentence(verdict), "");
});

test("any other rep's headline is its outcome, and the sentence is the detail", () => {
  /** @type {Parameters<typeof headline>[0]} */
  const verdict = { ...REP, outcome: "unscorable", sentences: ["Two people; apart"] };
  assert.deepEqual(headline(verdict, false), {
    title: "Rep 4: not judged",
    detail: "Two people; apart",
  });
});

test("a trainer's cue may have colons of its own", () => {
  /** @type {Parameters<typeof headline>[0]} */
  const verdict = { ...REP, outcome: "faulty", sentences: ["Knees: out: they fall in."] };
  assert.deepEqual(headline(verdict, false), {
    title: "Rep 4: knees: out",
    detail: "They fall in.",
  });
});

test("the picture of a rep is described", () => {
  assert.equal(sceneLabel({ reference: null, worst: null }), "This rep");
  const movement = { times_s: [], frames: [], equipment_kind: null };
  /** @type {import("#page/rep/types.js").WorstView} */
  const worst = { ...WORST, size_tl: 0.3, phase: 0.5, axis: "y", words: "" };
  assert.equal(
    sceneLabel({ reference: movement, worst }),
    "This rep drawn over the reference; a ring marks the right knee",
  );
});

test("a live picture that is late because of its camera says by how much", () => {
  assert.equal(statusInWords({ status: "live", delay_s: 0.4 }), "Live");
  assert.equal(statusInWords({ status: "live", delay_s: 6 }), "Live, 6 s late");
  assert.equal(statusInWords({ status: "offline", delay_s: 6 }), "Offline");
});

test("a live station has no notice", () => {
  assert.equal(stationNotice({ ...STATION, status: "live" }), null);
});

test("a notice says since when and why a station is offline, and the rep count", () => {
  const since_ms = 1_700_000_000_000;
  /** @type {Parameters<typeof stationNotice>[0]} */
  const station = { ...STATION, status: "offline", since_ms, reason: "no frame for 20 s" };
  assert.deepEqual(stationNotice({ ...station, set_number: 2, rep_count: 1 }), {
    title: `Offline since ${clock(since_ms)}`,
    reason: "No frame for 20 s",
    counted: "Set 2, 1 rep",
  });
});

test("the notice of a connecting station has no time", () => {
  /** @type {Parameters<typeof stationNotice>[0]} */
  const station = { ...STATION, status: "connecting", since_ms: 1_700_000_000_000 };
  assert.deepEqual(stationNotice(station), { title: "Connecting", reason: "", counted: "" });
});

test("where everybody is judged, each person's reps are counted", () => {
  /** @param {number} track_id */
  const person = (track_id) => ({ ...REP, track_id, rep_count: 3, exercise: "squat", rep_id: "" });
  /** @type {Parameters<typeof stationNotice>[0]} */
  const station = {
    ...STATION,
    status: "ended",
    people: [
      { ...person(2), outcome: "good" },
      { ...person(5), outcome: "faulty" },
    ],
  };
  assert.equal(stationNotice(station)?.counted, "Person 2, 3 reps; Person 5, 3 reps");
});

test("the bar counts the stations and those that are live", () => {
  assert.equal(summary([]), "No stations yet");
  assert.equal(summary([{ status: "live" }, { status: "ended" }]), "2 stations, 1 live");
});

test("a rep's address is found again in the hash, whatever the id is", () => {
  const encoded = encodedRepIn(repHash("rack 1/#2_1"));
  assert.equal(encoded && decodeURIComponent(encoded), "rack 1/#2_1");
  assert.equal(encodedRepIn("#feed"), null);
  assert.equal(encodedRepIn(""), null);
});

test("a question names its set", () => {
  const question = "Differs from the reference throughout: look.";
  assert.equal(
    setQuestion({ set_number: 2, question }),
    "Set 2: differs from the reference throughout: look.",
  );
});
