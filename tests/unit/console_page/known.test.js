import assert from "node:assert/strict";
import { test } from "node:test";

import { KnownAlerts } from "#page/console/known/alerts.js";
import { byNeed } from "#page/console/known/order.js";
import { needOf, stateOf } from "#page/console/known/levels.js";
import { sectionsOf } from "#page/console/known/sections.js";
import { EVERYTHING, isShown, partOf, partsOf } from "#page/console/known/filters.js";
import { ME, OTHER, alert, alerts, taking } from "./alerts.js";

/** @param {ReturnType<typeof alerts>} view */
function knownOf(view) {
  const known = new KnownAlerts();
  known.replace(view);
  return known;
}

/**
 * @param {Partial<import("#page/messages.js").StationView>} [different]
 * @returns {import("#page/messages.js").StationView}
 */
function station(different = {}) {
  return {
    station_id: "rack-1",
    name: "Rack 1",
    exercise: "squat",
    status: "live",
    since_ms: null,
    reason: "",
    problem: "",
    shortfalls: [],
    set_number: 1,
    rep_count: 0,
    good_count: 0,
    last: null,
    recent: [],
    everybody: false,
    people: [],
    delay_s: 0,
    is_filmed_by_screen: false,
    keeps_pictures: false,
    ...different,
  };
}

/** @param {import("#page/messages.js").OutcomeName[]} outcomes */
const reps = (...outcomes) =>
  outcomes.map((outcome, place) => ({
    rep_id: `r${place}`,
    track_id: 1,
    set_number: 1,
    rep_number: place + 1,
    outcome,
  }));

test("alerts come in the order of rank, each in the section of who has it", () => {
  const known = knownOf(
    alerts({
      alerts: [
        alert({ alert_id: "second", rank: 4 }),
        alert({ alert_id: "first", rank: 9 }),
        alert({ alert_id: "mine", taking: taking(ME) }),
        alert({ alert_id: "kims", taking: taking(OTHER) }),
        alert({ alert_id: "waits", holding: "budget" }),
        alert({ alert_id: "not mine", declined_by: [ME] }),
      ],
    }),
  );
  const sections = sectionsOf(known, ME, 0, () => true);
  /** @param {{ alert_id: string }[]} list */
  const ids = (list) => list.map((one) => one.alert_id);

  assert.deepEqual(ids(sections.now), ["first", "second"]);
  assert.deepEqual(ids(sections.mine), ["mine"]);
  assert.deepEqual(ids(sections.others), ["kims"]);
  assert.deepEqual(ids(sections.waiting), ["waits"]);
  assert.deepEqual(ids(sections.declined), ["not mine"]);
});

test("an alert that ended stays in view for two minutes, the latest first", () => {
  const known = knownOf(alerts({ alerts: [alert(), alert({ alert_id: "a2", ended_ms: 5000 })] }));
  known.change({ alerts: [alert({ ended_ms: 9000, ending: "fixed" })] });
  known.forget(100_000);
  const { now, ended } = sectionsOf(known, ME, 0, () => true);

  assert.deepEqual(now, []);
  assert.deepEqual(
    ended.map((one) => one.alert_id),
    ["a1", "a2"],
  );
  known.forget(127_000);
  assert.deepEqual([...known.alerts.keys()], ["a1"]);
});

test("silences that are over are gone, the first to end comes first", () => {
  const silence = {
    silence_id: "late",
    member_id: null,
    station_id: "rack-1",
    alert_id: null,
    words: "Rack 1",
    author: ME,
    name: "Me",
    reason: "warm-up",
    begun_ms: 0,
    until_ms: 9000,
  };
  const known = knownOf(
    alerts({ silences: [silence, { ...silence, silence_id: "soon", until_ms: 3000 }] }),
  );
  const ids = (/** @type {number} */ nowMs) =>
    sectionsOf(known, ME, nowMs, () => true).silences.map((one) => one.silence_id);

  assert.deepEqual(ids(1000), ["soon", "late"]);
  assert.deepEqual(ids(3000), ["late"]);
});

test("a snapshot replaces all that was known, so nothing that ended meanwhile stays", () => {
  const known = knownOf(alerts({ alerts: [alert()], is_flood: true }));
  known.replace(alerts({ alerts: [alert({ alert_id: "a2" })] }));
  assert.deepEqual([...known.alerts.keys()], ["a2"]);
  assert.equal(known.isFlood, false);
  known.replace(null);
  assert.equal(known.isKnown, false);
});

test("a station needs as much help as its need and its alerts say, silenced ones aside", () => {
  const need = {
    station_id: "rack-1",
    rank: 2,
    priority: /** @type {const} */ ("low"),
    reason: "sits high",
    trend: /** @type {const} */ ("steady"),
    looked_ms: null,
  };
  const silent = alert({ priority: "high", holding: "silence" });

  assert.deepEqual(needOf(station(), knownOf(alerts({ needs: [need], alerts: [silent] }))), {
    level: 1,
    rank: 2,
    reason: "sits high",
  });
  const asking = alert({ priority: "high", rank: 7 });
  assert.deepEqual(needOf(station(), knownOf(alerts({ needs: [need], alerts: [asking] }))), {
    level: 3,
    rank: 7,
    reason: "Knees fall in, third rep in a row",
  });
});

test("where nothing ranks, the latest verdicts say who needs help", () => {
  const nobody = new KnownAlerts();
  const levels = [
    reps("good", "good"),
    reps("good", "faulty"),
    reps("faulty", "faulty", "faulty"),
    reps("faulty", "faulty", "faulty", "good"),
  ].map((recent) => needOf(station({ recent }), nobody).level);
  assert.deepEqual(levels, [0, 1, 2, 0]);
  assert.equal(needOf(station({ status: "offline" }), nobody).level, 1);
  const away = knownOf(alerts({ problem: "The records are away" }));
  assert.equal(needOf(station({ recent: reps("faulty") }), away).level, 1);
});

test("a station trains, rests, is empty, badly framed, or has two people", () => {
  const said = (/** @type {number} */ said_ms) =>
    station({ last: /** @type {any} */ ({ said_ms }) });
  assert.equal(stateOf(said(0), null, [], 10_000), "training");
  assert.equal(stateOf(said(0), null, [], 60_000), "resting");
  assert.equal(stateOf(said(0), null, [], 600_000), "empty");
  assert.equal(stateOf(station(), null, [], 0), "empty");
  assert.equal(stateOf(station({ shortfalls: ["feet"] }), null, [], 0), "badly_framed");
  assert.equal(stateOf(station({ status: "offline" }), null, [], 0), "offline");
  assert.equal(stateOf(station(), null, [alert({ kind: "two_people" })], 0), "two_people");
});

test("who needs most comes first; who is fine keeps the gym's order", () => {
  /** @type {Map<string, import("#page/console/known/levels.js").StationNeed>} */
  const needs = new Map([
    ["b", { level: 1, rank: 3, reason: "" }],
    ["c", { level: 2, rank: 1, reason: "" }],
    ["d", { level: 1, rank: 8, reason: "" }],
    ["e", { level: 0, rank: 5, reason: "" }],
  ]);
  const order = byNeed(["a", "b", "c", "d", "e"], needs).map((one) => one.id);
  assert.deepEqual(order, ["c", "d", "b", "a", "e"]);
});

test("the part of the gym is what a station's name says before its number", () => {
  assert.deepEqual(["Rack 12", "Mat-3", "Studio", "7"].map(partOf), ["Rack", "Mat", "Studio", "7"]);
  assert.deepEqual(partsOf(["Rack 1", "Rack 2", "Mat 1"]), ["Mat", "Rack"]);
  assert.deepEqual(partsOf(["Rack 1", "Rack 2"]), []);
});

test("stations are filtered by class, part and trainer", () => {
  const evening = /** @type {any} */ ({
    class_id: "c1",
    station_ids: ["rack-1"],
    trainers: ["Kim"],
  });
  /** @type {import("#page/access.js").Me} */
  const me = { author: OTHER, name: "Kim", role: "trainer", member_id: null };
  const seen = { station: station(), session: null, alerts: [] };
  const elsewhere = { ...seen, station: station({ station_id: "mat-1", name: "Mat 1" }) };
  /** @type {(filter: Partial<typeof EVERYTHING>) => boolean[]} */
  const shown = (filter) =>
    [seen, elsewhere].map((one) => isShown({ ...EVERYTHING, ...filter }, one, [evening], me));

  assert.deepEqual(shown({}), [true, true]);
  assert.deepEqual(shown({ classId: "c1" }), [true, false]);
  assert.deepEqual(shown({ part: "Mat" }), [false, true]);
  assert.deepEqual(shown({ isMine: true }), [true, false]);
  const taken = { ...elsewhere, alerts: [alert({ taking: taking(OTHER) })] };
  assert.equal(isShown({ ...EVERYTHING, isMine: true }, taken, [], me), true);
});
