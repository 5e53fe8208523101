import assert from "node:assert/strict";
import { test } from "node:test";

import { whenInWords } from "#page/words/class.js";
import { besideThePlan, itemInWords, workoutsHref } from "#page/words/workout.js";
import { foundInWords, storedInWords } from "#page/words/workout_import.js";

const SQUATS = {
  exercise: "front_squat",
  exercise_id: "e",
  sets: 3,
  reps: 8,
  seconds: null,
  tempo: "3-1-1-0",
  rest_s: 90,
  load_kg: 61.23496995,
  least_reps: null,
  most_speed_loss_ratio: null,
};
const HOLD = { ...SQUATS, exercise: "plank", reps: null, seconds: 45, tempo: null, rest_s: null };

/**
 * @param {"planned" | "performed"} kind
 * @param {import("#page/records/workouts/types.js").ItemView[]} items
 */
function workout(kind, items) {
  const place = { member_id: "m", day: "2026-03-02", class_id: null };
  return { workout_id: "w", kind, ...place, title: "Legs", items, stored_ms: 0, author: "local" };
}

test("an exercise of a workout is told in the unit that is wished", () => {
  assert.equal(itemInWords(SQUATS, "lb"), "3 × 8, 135 lb, rest 90 s, tempo 3-1-1-0");
  assert.equal(itemInWords(SQUATS, "kg"), "3 × 8, 61.23 kg, rest 90 s, tempo 3-1-1-0");
  assert.equal(itemInWords({ ...HOLD, load_kg: null }, "kg"), "3 × 45 s");
  assert.match(itemInWords({ ...SQUATS, least_reps: 6 }, "kg"), /^3 × 6–8, /);
  assert.equal(itemInWords({ ...HOLD, load_kg: 0 }, "kg"), "3 × 45 s, 0 kg");
  const untilSlow = { ...SQUATS, most_speed_loss_ratio: 0.2 };
  assert.match(itemInWords(untilSlow, "kg"), /, ends 20 % slower$/);
});

test("what was done stands beside what was planned, and what nobody planned below it", () => {
  const day = [
    workout("performed", [{ ...HOLD, load_kg: null, sets: 1 }]),
    workout("planned", [{ ...SQUATS, rest_s: null, tempo: null, load_kg: null }]),
  ];
  assert.deepEqual(besideThePlan(day, [{ exercise: "front_squat", reps: 1 }], "kg"), [
    { exercise: "Front squat", planned: ["3 × 8"], done: ["1 rep seen by Spotter"] },
    { exercise: "Plank", planned: [], done: ["1 × 45 s"] },
  ]);
  assert.deepEqual(besideThePlan([], [], "kg"), []);
});

test("a class is told by its weekday or its day, in the gym's time", () => {
  const plan = { first_day: "2026-03-02", is_weekly: true, starts_at: "18:30", minutes: 90 };
  assert.equal(whenInWords(plan), "Every Monday from 18:30 to 20:00");
  const once = { ...plan, is_weekly: false, starts_at: "23:30", minutes: 60 };
  assert.match(whenInWords(once), /^On Monday, .*2026 from 23:30 to 00:30$/);
});

test("a file is told as the command tells it", () => {
  assert.equal(foundInWords({ workout_count: 1 }), "The file has 1 workout.");
  assert.equal(
    storedInWords("Anna", { stored_count: 3, new_count: 0 }),
    "Anna has 3 workouts of the file, 0 of them new.",
  );
});

test("a link to a member's workouts takes any id and perhaps a day", () => {
  assert.equal(workoutsHref("a&b"), "workouts?member=a%26b");
  assert.equal(workoutsHref("m", "2026-03-02"), "workouts?member=m&day=2026-03-02");
});
