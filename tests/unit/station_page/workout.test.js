import assert from "node:assert/strict";
import { test } from "node:test";

import { JOINT, JOINTS } from "#page/body/joints.js";
import { RaisedHand } from "#page/station/workout/raised_hand.js";
import { asked, enoughOf, shownSet } from "#page/station/workout/shown_set.js";

/** @import { Points, StationView, VerdictView } from "#page/messages.js" */
/** @import { CurrentSetView, FollowingView } from "#page/station/types.js" */

const STATION = /** @type {StationView} */ ({
  good_count: 2,
  rep_count: 3,
  set_number: 1,
  last: null,
});

/** @param {number | null} of_first_ratio */
const lastAt = (of_first_ratio, rep_number = 3) =>
  /** @type {VerdictView} */ ({
    rep_number,
    speed: { ...UNSCALED, of_first_ratio },
  });
const UNSCALED = {
  mean_tl_s: 1,
  peak_tl_s: 2,
  mean_m_s: null,
  peak_m_s: null,
  scale: null,
  mean_w_per_kg: null,
};

/** @type {CurrentSetView} */
const SET = {
  item: 0,
  exercise: "squat",
  set: 2,
  sets: 3,
  reps_planned: 8,
  seconds_planned: null,
  load_kg: 42.5,
  tempo: "3-1-1-0",
  is_counted: true,
  reps: 5,
  good_reps: 4,
  held_s: 0,
  broke: "",
  state: "doing",
  rest_until_ms: null,
  is_enough: false,
};

/**
 * @param {Partial<CurrentSetView>} changes
 * @returns {FollowingView}
 */
const at = (changes) => ({
  workout_id: "w1",
  title: "Legs",
  is_done: false,
  current: { ...SET, ...changes },
  next: null,
  items: [],
  can_undo: false,
  asked_left: null,
});

test("without a workout the station's own good reps are counted", () => {
  assert.deepEqual(shownSet(STATION, null, 0), {
    number: "2",
    label: ["good_reps", { n: 2 }],
    beside: [
      ["of_reps", { n: 3 }],
      ["set_number", { set: 1 }],
    ],
  });
});

test("in a set the speed of the latest good rep is beside its first one's, and nothing later", () => {
  /** @type {StationView} */
  const station = { ...STATION, last: lastAt(0.846) };
  /** @param {Partial<CurrentSetView>} set */
  const shown = (set, last = station.last) =>
    shownSet({ ...STATION, last }, at(set), 0).beside.map(([key]) => key);
  assert.deepEqual(shownSet(station, null, 0).beside.at(-1), ["speed_of_first", { percent: 85 }]);
  assert.deepEqual(shownSet(station, at({}), 0).beside.at(-1), ["speed_of_first", { percent: 85 }]);
  assert.ok(shown({ reps_planned: null }).includes("speed_of_first"));
  assert.ok(!shown({ state: "resting", rest_until_ms: 9000 }).includes("speed_of_first"));
  assert.ok(!shown({ state: "next" }).includes("speed_of_first"));
  for (const last of [lastAt(null), lastAt(1, 1), null]) {
    assert.ok(!shown({}, last).includes("speed_of_first"));
  }
});

test("in metres the speed of each good rep is shown, with the power that lifts a known load", () => {
  /** @param {number} rep_number @param {number | null} load_kg */
  const shown = (rep_number, load_kg) => {
    const speed = { ...UNSCALED, of_first_ratio: 1, mean_m_s: 0.5, mean_w_per_kg: 4.905 };
    const last = /** @type {VerdictView} */ ({ rep_number, speed });
    return shownSet({ ...STATION, last }, at({ load_kg }), 0).beside;
  };
  assert.deepEqual(shown(1, 100).slice(-2), [
    ["rep_speed", { speed: "0.5" }],
    ["power", { watts: 491 }],
  ]);
  assert.deepEqual(shown(2, 100).at(-1), ["speed_of_first", { percent: 100 }]);
  assert.deepEqual(shown(1, null).at(-1), ["rep_speed", { speed: "0.5" }]);
});

test("a set that has become too slow is named once for all of its reps", () => {
  assert.equal(enoughOf(null), "");
  assert.equal(enoughOf(at({ reps: 5 })), "");
  const enough = enoughOf(at({ is_enough: true, reps: 6 }));
  assert.notEqual(enough, "");
  assert.equal(enoughOf(at({ is_enough: true, reps: 7 })), enough);
  assert.notEqual(enoughOf(at({ is_enough: true, set: 3 })), enough);
});

test("in a set its good reps are counted, with how many there are to be, and the load", () => {
  assert.deepEqual(shownSet(STATION, at({}), 0), {
    number: "4",
    label: ["of_planned", { n: 8 }],
    beside: [
      ["set_of", { set: 2, sets: 3 }],
      ["load", { kg: 42.5 }],
      ["tempo", { tempo: "3-1-1-0" }],
    ],
  });
});

test("of a set that nobody planned the reps are counted, and no number is asked for", () => {
  assert.deepEqual(shownSet(STATION, at({ reps_planned: null, load_kg: null }), 0), {
    number: "4",
    label: ["good_reps", { n: 4 }],
    beside: [["of_reps", { n: 5 }]],
  });
});

test("when nothing is left, all that was done is counted, not the last set as the camera saw it", () => {
  const set = { seconds: 0, load_kg: 60, state: /** @type {const} */ ("done") };
  const sets = [
    { ...set, reps: 4, good_reps: 3 },
    { ...set, reps: 3, good_reps: 3 },
  ];
  const items = [{ item: 0, exercise: "squat", sets }];
  const done = { ...at({}), current: null, is_done: true, items };
  assert.deepEqual(shownSet(STATION, done, 0), {
    number: "6",
    label: ["good_reps", { n: 6 }],
    beside: [["of_reps", { n: 7 }]],
  });
});

test("a rest runs down to nought and no further", () => {
  const rest = at({ state: "resting", rest_until_ms: 100_000 });
  assert.equal(shownSet(STATION, rest, 28_000).number, "1:12");
  assert.equal(shownSet(STATION, rest, 99_500).number, "0:01");
  assert.deepEqual(shownSet(STATION, rest, 200_000).label, ["rest"]);
  assert.equal(shownSet(STATION, rest, 200_000).number, "0:00");
});

test("a hold counts whole seconds", () => {
  const hold = at({ reps_planned: null, seconds_planned: 30, held_s: 12.9 });
  assert.equal(shownSet(STATION, hold, 0).number, "12");
  assert.deepEqual(shownSet(STATION, hold, 0).label, ["of_seconds", { n: 30 }]);
  assert.deepEqual(asked({ ...SET, reps_planned: null, seconds_planned: 30, tempo: null }), [
    ["seconds_asked", { n: 30 }],
    ["load", { kg: 42.5 }],
  ]);
});

/**
 * @param {number} left height of the left wrist over the nose, in torso lengths
 * @param {number} right
 * @returns {Points}
 */
function hands(left, right) {
  /** @type {Points} */
  const points = JOINTS.map(() => null);
  points[JOINT.NOSE] = [400, 250];
  points[JOINT.NECK] = [400, 300];
  points[JOINT.MID_HIP] = [400, 500];
  points[JOINT.LEFT_WRIST] = [450, 250 - 200 * left];
  points[JOINT.RIGHT_WRIST] = [350, 250 - 200 * right];
  return points;
}

test("one hand held up for two seconds counts, once until it is lowered; both hands do not", () => {
  const raised = new RaisedHand();
  const up = hands(0.5, -1);
  /** @type {(fromMs: number, toMs: number) => number[]} */
  const newsOf = (fromMs, toMs) =>
    Array.from({ length: (toMs - fromMs) / 100 + 1 }, (_, place) => fromMs + 100 * place).filter(
      (nowMs) => raised.put(up, nowMs),
    );
  assert.deepEqual(newsOf(0, 3000), [2000]);
  assert.equal(raised.put(hands(-1, -1), 3100), false);
  assert.deepEqual(newsOf(3200, 4200), []);
  assert.deepEqual(newsOf(6000, 9000), [8000]);
  assert.deepEqual(newsOf(12_000, 15_000), []);
  const pressing = new RaisedHand();
  assert.equal(pressing.put(hands(0.5, 0.5), 0), false);
  assert.equal(pressing.put(hands(0.5, 0.5), 5000), false);
});

test("of a set that Spotter does not count it says what to do, and that a tap ticks it off", () => {
  const reps = shownSet(STATION, at({ is_counted: false }), 0);
  assert.deepEqual([reps.number, reps.label], ["8", ["reps_by_tap", { n: 8 }]]);
  const hold = at({ is_counted: false, reps_planned: null, seconds_planned: 30 });
  assert.deepEqual(shownSet(STATION, hold, 0).label, ["seconds_by_tap", { n: 30 }]);
});
