// The words about exercises and recordings.

import assert from "node:assert/strict";
import test from "node:test";

import {
  knownInWords,
  progressInWords,
  shownInWords,
  taughtWithInWords,
} from "../../../services/spotter/notifier/static/js/words/exercise.js";

const VERSION = {
  digest: "",
  activated_ms: 0,
  author: "local",
  reason: "",
  good_reps: 5,
  people: 1,
  views: 1,
  faulty_reps: 0,
  cues: 0,
  false_alarm_ratio: 0.05,
};

test("taught equipment is named with the hands it is followed at and its size", () => {
  assert.equal(
    taughtWithInWords({
      kind: "dumbbells",
      ends: [
        { end: "BAR_LEFT", radius_tl: 0.113 },
        { end: "BAR_RIGHT", radius_tl: null },
      ],
    }),
    "Taught with equipment: dumbbells, followed at the left hand (radius 0.11 torso lengths) " +
      "and the right hand (cannot be read).",
  );
});

test("a version says how many reps it knows, and faulty ones only if there are any", () => {
  assert.equal(knownInWords(VERSION), "5 good reps of 1 person");
  const more = { ...VERSION, people: 2, faulty_reps: 1 };
  assert.equal(knownInWords(more), "5 good reps of 2 people, 1 faulty rep");
});

test("a recording says how far it is", () => {
  const recording = { since_ms: 1000, until_ms: 13_400, frames: 186, reps: [{}] };
  assert.equal(progressInWords(recording), "12 s, 186 frames, 1 rep");
});

test("a recording says what is judged and from where, then what is doubted", () => {
  const shown = { carried_by: ["hips", "knees"], why_none: "", doubts: ["Found 2 reps, not 3."] };
  const reps = [{ doubts: [] }, { doubts: [] }];
  assert.deepEqual(shownInWords({ ...shown, view: "front", reps }), [
    "2 reps, judged by hips, knees. Seen from the front.",
    "Found 2 reps, not 3.",
  ]);
  const [behind] = shownInWords({ ...shown, view: "behind", reps });
  assert.match(behind, /Seen from behind[.]$/);
  const [unclear] = shownInWords({ ...shown, view: "unclear", reps });
  assert.equal(unclear, "2 reps, judged by hips, knees.");
});

test("a recording without a rep says why", () => {
  const nothing = {
    reps: [],
    carried_by: [],
    view: "",
    doubts: [],
    why_none: "nobody is seen yet",
  };
  assert.deepEqual(shownInWords(nothing), ["There is no rep to learn from: nobody is seen yet."]);
});
