// What the page of a calibration works out.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  layoutOf,
  plotInWords,
  rowsOf,
  tracesOf,
} from "#page/records/exercises/calibration/plot.js";
import {
  liveRate,
  meaningInWords,
  promiseInWords,
  rateAt,
} from "#page/records/exercises/calibration/rates.js";

const COLOURS = {
  text: "a",
  muted: "b",
  line: "c",
  good: "d",
  faulty: "e",
  left: "f",
  accent: "g",
};
const RATES = [
  { false_alarm_ratio: 0.01, threshold: 0.99, missing: 97 },
  { false_alarm_ratio: 0.05, threshold: 0.74, missing: 21 },
  { false_alarm_ratio: 0.45, threshold: 0.38, missing: 0 },
];
const KNOWN = /** @type {import("#page/records/exercises/types.js").KnownScoreView[]} */ ([
  { kind: "recorded", score: 0.3, view: "front" },
  { kind: "recorded", score: 0.5, view: "side" },
  { kind: "fine", score: 0.9, view: "front" },
  { kind: "wrong", score: 1.4, view: "front" },
]);
const GYM = { good: [0.4, 0.6], faulty: [0.8], by_other_recordings: 0 };

test("a threshold belongs to the rate whose threshold is nearest", () => {
  assert.equal(rateAt(RATES, 0.8), 1);
  assert.equal(rateAt(RATES, 5), 0);
  assert.equal(rateAt(RATES, 0), 2);
});

test("the live rate is found whatever its last digits", () => {
  const exercise = { live: { false_alarm_ratio: 0.05000000001 } };
  const calibration = /** @type {import("#page/records/exercises/types.js").CalibrationView} */ (
    /** @type {unknown} */ ({ rates: RATES, exercise })
  );
  assert.equal(liveRate(calibration), 1);
});

test("a rate says whether it is promised, by how many people, and what would promise it", () => {
  assert.equal(
    promiseInWords({ people: 1, least_promised_ratio: null }, RATES[1]),
    "An estimate: there are recordings of 1 person, and so few can promise no rate. " +
      "21 more people would promise it.",
  );
  assert.match(
    promiseInWords({ people: 12, least_promised_ratio: 0.1 }, RATES[1]),
    /so many can promise 10 % at best/,
  );
  assert.match(promiseInWords({ people: 25, least_promised_ratio: 0.05 }, RATES[2]), /^Promised/);
});

test("a threshold says what it means for known reps and for the gym's", () => {
  const [recorded, wrong, fine, gym] = meaningInWords({ known: KNOWN, gym: GYM }, 0.45, 0.74);
  assert.match(recorded, /^Of 2 recorded reps, each judged without itself, 1 would be called/);
  assert.match(wrong, /^Of 1 rep that a trainer called wrong, 0 would be missed/);
  assert.match(fine, /^Of 1 rep that a trainer called fine, 1 is above it/);
  assert.match(gym, /^Of 3 reps .* would call 2 faulty, 1 at the live threshold/);
  assert.equal(
    meaningInWords({ known: [], gym: { ...GYM, good: [], faulty: [] } }, 1, 1).length,
    1,
  );
});

test("known reps are a row for each kind and view, faulty ones lowest", () => {
  assert.deepEqual(
    rowsOf(KNOWN).map((one) => one.name),
    ["Called wrong, front", "Called fine, front", "Recorded, front", "Recorded, side"],
  );
  assert.match(plotInWords(seen()), /Recorded, side: 0.5.*2 good, 1 faulty$/);
});

test("dots stay in their row, the threshold is a line to drag, and far scores do not squeeze it", () => {
  const traces = tracesOf(seen(), COLOURS);
  assert.equal(traces.length, 6);
  const heights = /** @type {number[]} */ (/** @type {{ y: unknown }} */ (traces[3]).y);
  assert.ok(heights.every((height) => height <= 3 && height >= 2.6));
  const far = { ...seen(), gym: { ...GYM, faulty: [50] } };
  const layout = layoutOf(far, 0.74, COLOURS, 16);
  assert.equal(layout.shapes?.[0].x0, 0.74);
  assert.ok(Number(layout.xaxis?.range?.[1]) < 4);
});

function seen() {
  return /** @type {import("#page/records/exercises/types.js").CalibrationView} */ (
    /** @type {unknown} */ ({ known: KNOWN, gym: GYM })
  );
}
