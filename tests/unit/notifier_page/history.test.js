// What the page of a history works out.

import assert from "node:assert/strict";
import { test } from "node:test";

import { query } from "#page/api.js";
import { layoutOf, plotInWords, plotsOf, tracesOf } from "#page/records/history/plots.js";
import { returningFaults } from "#page/records/history/returning.js";
import { setSpeeds } from "#page/records/history/set_speeds.js";
import { daysOf } from "#page/records/history/weeks.js";
import { erasedInWords, keptInWords } from "#page/words/member.js";

/** @import { SpeedView, VerdictView } from "#page/messages.js" */
/** @import { LedgerRepView } from "#page/records/types.js" */

const COLOURS = { text: "a", muted: "b", line: "c", good: "d", left: "e", right: "f" };
const KNEES = { code: "KNEES_IN", joint: "LEFT_KNEE", words: "Push your left knee out" };
const DEPTH = { code: "SITS_TOO_HIGH", joint: "MID_HIP", words: "Sit deeper" };
const MEANS = { range_ratio: 0.9, out_s: 1.5, back_s: 1, rep_s: 2.7, reps: 8 };

/**
 * @param {string} first_day
 * @param {number} good
 * @param {number} faulty
 */
function week(first_day, good, faulty) {
  return { first_day, good, faulty, unscorable: 1, means: MEANS, faults: [] };
}

test("weeks begin on Monday, and tomorrow belongs to the last one", () => {
  const sunday = new Date(2026, 2, 8, 23);
  const monday = new Date(2026, 2, 9, 0);

  assert.deepEqual(daysOf(1, sunday), { first_day: "2026-03-02", last_day: "2026-03-09" });
  assert.deepEqual(daysOf(1, monday), { first_day: "2026-03-09", last_day: "2026-03-10" });
  assert.equal(daysOf(4, monday).first_day, "2026-02-16");
});

test("a question has only what was asked", () => {
  const asked = { search: "a b", cursor: null, limit: 3, with_left: false, exercise_id: "" };
  assert.equal(query(asked), "search=a+b&limit=3");
});

test("the share of good reps leaves out those that were not judged", () => {
  const [good] = plotsOf([week("2026-03-02", 3, 1), week("2026-03-09", 0, 0)]);
  assert.deepEqual(good.lines[0].values, [75, null]);
});

test("a week in which nothing could be measured is a gap", () => {
  const plots = plotsOf([week("2026-03-02", 3, 1), { ...week("2026-03-09", 1, 0), means: null }]);
  assert.deepEqual(
    plots.slice(1).flatMap(({ lines }) => lines.map(({ values }) => values)),
    [
      [90, null],
      [1.5, null],
      [1, null],
    ],
  );
});

test("a plot is told in words, and has a line and a colour for each value", () => {
  const tempo = plotsOf([week("2026-03-02", 3, 1)])[2];
  const traces = tracesOf(tempo, ["2026-03-02"], COLOURS);

  assert.equal(
    plotInWords(tempo, ["2026-03-02"]),
    "Tempo, seconds. out, week of 2026-03-02: 1.5. back, week of 2026-03-02: 1",
  );
  assert.deepEqual(
    traces.map(({ name }) => name),
    ["out", "back"],
  );
  assert.equal(layoutOf(tempo, COLOURS, 20).showlegend, true);
});

test("faults come back by how many reps had them, with how it goes", () => {
  const early = { ...week("2026-03-02", 2, 8), faults: [{ ...KNEES, reps: 8 }] };
  const late = {
    ...week("2026-03-09", 6, 4),
    faults: [
      { ...DEPTH, reps: 3 },
      { ...KNEES, reps: 1 },
    ],
  };

  assert.deepEqual(returningFaults([early, late]), [
    { words: KNEES.words, often: "in 9 of 20 reps", trend: "less often lately" },
    { words: DEPTH.words, often: "in 3 of 20 reps", trend: "more often lately" },
  ]);
  assert.equal(returningFaults([early])[0].trend, "");
  assert.deepEqual(returningFaults([]), []);
});

test("what is kept of a member is said in words", () => {
  const consent = { keeps_reps: true, keeps_poses: false, consented_ms: 0 };
  assert.equal(keptInWords({ consent, left_ms: null }), "Reps are kept");
  const nothing = { ...consent, keeps_reps: false };
  assert.match(keptInWords({ consent: nothing, left_ms: 0 }), /^Nothing is kept, left on .*19/);
});

test("an erasing says what went, what was made again, and what is to do", () => {
  const removed = [
    { kind: "reps", count: 12 },
    { kind: "sessions", count: 0 },
  ];
  assert.deepEqual(
    erasedInWords({ removed, remade_exercises: ["squat"], still_to_do: ["calibrate squat"] }),
    [
      "Removed: 12 reps.",
      "Made again without them: 1 exercise, squat.",
      "Still to do: calibrate squat",
    ],
  );
  assert.deepEqual(erasedInWords({ removed: [], remade_exercises: [], still_to_do: [] }), [
    "There was nothing else to remove.",
  ]);
});

/**
 * @param {number} rep_number
 * @param {number | null} mean_tl_s null: it tells no speed
 * @param {Partial<VerdictView>} changes
 * @param {number | null} mean_w
 */
const lifted = (rep_number, mean_tl_s, changes = {}, mean_w = null) =>
  /** @type {LedgerRepView} */ ({
    verdict: {
      station_id: "rack-1",
      track_id: 1,
      set_number: 1,
      session_id: "s1",
      exercise: "squat",
      started_ms: 1000 * rep_number,
      rep_number,
      speed: mean_tl_s === null ? null : speed(mean_tl_s),
      ...changes,
    },
    mean_w,
  });

/**
 * @param {number} mean_tl_s
 * @param {Partial<SpeedView>} changes
 * @returns {SpeedView}
 */
const speed = (mean_tl_s, changes = {}) => ({
  mean_tl_s,
  peak_tl_s: 2,
  of_first_ratio: 1,
  mean_m_s: null,
  peak_m_s: null,
  scale: null,
  mean_w_per_kg: null,
  ...changes,
});

test("a set tells metres and power where its first good rep does", () => {
  const inMetres = { speed: speed(1.2, { mean_m_s: 0.6, scale: "height" }) };
  const [set] = setSpeeds([lifted(1, 1.2, inMetres, 353.2), lifted(2, 1)]);
  assert.equal(set.first_m_s, 0.6);
  assert.equal(set.first_w, 353.2);
  const [other] = setSpeeds([lifted(1, 1.2)]);
  assert.deepEqual([other.first_m_s, other.first_w], [null, null]);
});

test("of a set the speed of the first good rep is told, and how much slower the slowest was", () => {
  const [set] = setSpeeds([lifted(4, 0.8), lifted(3, 1.25), lifted(2, 1), lifted(1, null)]);
  assert.equal(set.started_ms, 1000);
  assert.equal(set.reps, 4);
  assert.equal(set.first_tl_s, 1);
  assert.ok(Math.abs((set.loss_ratio ?? 0) - 0.36) < 1e-9);
});

test("two reps tell no loss, faulty ones no speed, and a set whose first rep is not loaded nothing", () => {
  assert.equal(setSpeeds([lifted(2, 0.5), lifted(1, 1)])[0].loss_ratio, null);
  const faulty = lifted(3, 0.4, { speed: speed(0.4, { of_first_ratio: null }) });
  assert.equal(setSpeeds([faulty, lifted(2, 0.5), lifted(1, 1)])[0].loss_ratio, null);
  assert.deepEqual(setSpeeds([lifted(3, 1), lifted(2, 1)]), []);
  assert.deepEqual(setSpeeds([lifted(1, null)]), []);
});

test("sets are told apart, newest first", () => {
  const later = { set_number: 2, started_ms: 90_000 };
  const others = { track_id: 2, exercise: "curl", started_ms: 50_000 };
  const sets = setSpeeds([lifted(1, 1), lifted(1, 2, later), lifted(1, 3, others)]);
  assert.deepEqual(
    sets.map((one) => one.first_tl_s),
    [2, 3, 1],
  );
});
