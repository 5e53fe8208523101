// What a station's screen says of the set that is done, rested from or done next. Pure.

/** @import { StationView } from "../../messages.js" */
/** @import { Key } from "../../words/language.js" */
/** @import { CurrentSetView, FollowingView, NextSetView } from "../types.js" */

import { shownSpeed } from "./shown_speed.js";

/** A text of the page, and what fills it. @typedef {[key: Key, values?: Record<string, string | number>]} Words */

/**
 * The large number, what it counts, and what is beside it.
 *
 * @typedef {{ number: string, label: Words, beside: Words[] }} ShownSet
 */

/**
 * @param {StationView} station
 * @param {FollowingView | null} following null: no workout is followed
 * @param {number} nowMs the notifier's time, in milliseconds since the Unix epoch
 * @returns {ShownSet}
 */
export function shownSet(station, following, nowMs) {
  const current = following?.current;
  if (!current) {
    return following ? ofWorkout(following) : ofStation(station);
  }
  const speed = current.state === "doing" ? shownSpeed(station.last, current.load_kg) : [];
  const beside = [...besideOf(current), ...speed];
  if (current.state === "resting" && current.rest_until_ms !== null) {
    return { number: clockOf(current.rest_until_ms - nowMs), label: ["rest"], beside };
  }
  if (!current.is_counted) {
    return { ...byTap(current), beside };
  }
  if (current.seconds_planned !== null) {
    const held = Math.floor(current.held_s);
    return { number: String(held), label: ["of_seconds", { n: current.seconds_planned }], beside };
  }
  if (current.reps_planned === null) {
    const shown = ofReps(current.good_reps, current.reps);
    return { ...shown, beside: [...shown.beside, ...speed] };
  }
  const label = /** @type {Words} */ (["of_planned", { n: current.reps_planned }]);
  return { number: String(current.good_reps), label, beside };
}

/**
 * What a set asks for, such as "8 reps", "60 kg".
 *
 * @param {NextSetView} set
 * @returns {Words[]}
 */
export function asked({ reps_planned, seconds_planned, load_kg, tempo }) {
  /** @type {(Words | null)[]} */
  const words = [
    reps_planned === null ? null : ["reps_asked", { n: reps_planned }],
    seconds_planned === null ? null : ["seconds_asked", { n: seconds_planned }],
    load_kg === null ? null : ["load", { kg: load_kg }],
    tempo === null ? null : ["tempo", { tempo }],
  ];
  return words.filter((one) => one !== null);
}

/**
 * Spotter sees nothing of the set: it says what is to be done, and that a tap ticks it off.
 *
 * @param {CurrentSetView} current
 * @returns {Pick<ShownSet, "number" | "label">}
 */
function byTap({ reps_planned, seconds_planned }) {
  const isTimed = seconds_planned !== null;
  const planned = (isTimed ? seconds_planned : reps_planned) ?? 0;
  return {
    number: String(planned),
    label: [isTimed ? "seconds_by_tap" : "reps_by_tap", { n: planned }],
  };
}

/** @param {CurrentSetView} current */
function besideOf(current) {
  /** @type {Words} */
  const set = ["set_of", { set: current.set, sets: current.sets }];
  return [set, ...asked(current).slice(1)];
}

/**
 * All that was done of a workout of which nothing is left here.
 *
 * @param {FollowingView} following
 */
function ofWorkout({ items }) {
  const sets = items.flatMap((one) => one.sets);
  return ofReps(sum(sets.map((set) => set.good_reps)), sum(sets.map((set) => set.reps)));
}

/**
 * Reps of which nobody planned how many there are to be.
 *
 * @param {number} good
 * @param {number} all
 * @returns {ShownSet}
 */
function ofReps(good, all) {
  return { number: String(good), label: goodReps(good), beside: [["of_reps", { n: all }]] };
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

/** @type {(n: number) => Words} */
const goodReps = (n) => ["good_reps", { n }];

/** @param {StationView} station */
function ofStation({ good_count, rep_count, set_number, last }) {
  /** @type {Words[]} */
  const beside = [
    ...(rep_count ? [/** @type {Words} */ (["of_reps", { n: rep_count }])] : []),
    ...(set_number ? [/** @type {Words} */ (["set_number", { set: set_number }])] : []),
    ...shownSpeed(last),
  ];
  return { number: String(good_count), label: goodReps(good_count), beside };
}

/** @param {number} leftMs such as 72000, which is "1:12" */
function clockOf(leftMs) {
  const left = Math.max(0, Math.ceil(leftMs / 1000));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

/**
 * The set that should end, since its reps have become as slow as they may; "": none.
 *
 * @param {FollowingView | null} following
 */
export function enoughOf(following) {
  const current = following?.current;
  return current?.is_enough ? `${following?.workout_id} ${current.item} ${current.set}` : "";
}
