import assert from "node:assert/strict";
import { test } from "node:test";

import { othersWith } from "#page/console/acting.js";
import { aboutsOf } from "#page/console/answers/snooze_dialog.js";
import { longUnseen } from "#page/console/known/unseen.js";
import { openedIn } from "#page/console/opened/address.js";
import { answersTo } from "#page/console/opened/answer_bar.js";
import { bestOf } from "#page/console/opened/beside.js";
import { sentences } from "#page/console/opened/cues.js";
import { choice } from "#page/console/opened/rep_strip.js";
import { orderOf } from "#page/console/toolbar.js";
import { ME, OTHER, alert, taking } from "./alerts.js";

test("an alert can be answered by what fits: who has it, what it is about, whether it stays", () => {
  const nobodys = ["take", "not_mine", "snooze", "fine", "wrong"];
  assert.deepEqual(answersTo(alert(), ME), nobodys);
  assert.equal(answersTo(alert({ taking: taking(ME) }), ME)[0], "hand_back");
  assert.equal(answersTo(alert({ taking: taking(OTHER) }), ME)[0], "take_over");
  const call = alert({ is_latched: true, evidence: { ...alert().evidence, worst_rep_id: "" } });
  assert.deepEqual(answersTo(call, ME), ["take", "not_mine", "snooze", "close"]);
  assert.deepEqual(answersTo(alert({ ended_ms: 1 }), ME), []);
  assert.ok(!answersTo(alert({ declined_by: [ME] }), ME).includes("not_mine"));
});

test("others who have alerts are named once, and whoever asks is not", () => {
  const ida = { ...taking(OTHER), name: "Ida" };
  const ben = { ...taking("ben"), name: "Ben" };
  const alerts = [ida, taking(ME), ben, ida, null].map((one) => ({ taking: one }));
  assert.deepEqual(othersWith(alerts, ME), ["Ida", "Ben"]);
  assert.deepEqual(othersWith(alerts.slice(1, 2), ME), []);
});

test("a silence of several alerts is about each fault, each person, or each station once", () => {
  const alerts = [
    alert({ member_id: "m1" }),
    alert({ alert_id: "a2", member_id: "m1", station_id: "rack-2" }),
    alert({ alert_id: "a3" }),
  ];
  assert.deepEqual(aboutsOf(alerts, "fault"), [
    { alert_id: "a1" },
    { alert_id: "a2" },
    { alert_id: "a3" },
  ]);
  assert.deepEqual(aboutsOf(alerts, "member"), [{ member_id: "m1" }]);
  assert.deepEqual(aboutsOf(alerts, "station"), [
    { station_id: "rack-1" },
    { station_id: "rack-2" },
  ]);
});

test("the sentences about the fault come before the usual ones, none twice, six at most", () => {
  assert.deepEqual(sentences(["a", "b"], ["b", "c"]), ["a", "b", "c"]);
  assert.equal(sentences(["1", "2", "3", "4", "5"], ["6", "7", "8"]).length, 6);
});

test("the worst rep can be chosen even if it is no longer among the latest", () => {
  /** @type {import("#page/messages.js").RepMark[]} */
  const recent = [{ rep_id: "r5", track_id: 1, set_number: 1, rep_number: 5, outcome: "good" }];
  const ids = (/** @type {string} */ worst) => choice(recent, worst).map((rep) => rep.rep_id);
  assert.deepEqual(ids("r1"), ["r1", "r5"]);
  assert.deepEqual(ids("r5"), ["r5"]);
  assert.deepEqual(ids(""), ["r5"]);
});

test("the own best rep has the lowest score of those whose movement is kept", () => {
  const rep = (/** @type {string} */ rep_id, /** @type {number} */ score, has_poses = true) =>
    /** @type {any} */ ({ verdict: { rep_id, score }, has_poses });
  assert.equal(bestOf([rep("a", 0.9), rep("b", 0.4), rep("c", 0.1, false)]), "b");
  assert.equal(bestOf([]), null);
});

test("whoever trains and was not looked at for ten minutes is shown, the longest first", () => {
  const station = (/** @type {string} */ station_id) => /** @type {any} */ ({ station_id });
  const stations = ["a", "b", "c", "d", "e"].map(station);
  const needs = new Map(
    Object.entries({ a: 900_000, b: 300_000, d: 100_000, e: 0 }).map(([id, looked_ms]) => [
      id,
      /** @type {any} */ ({ looked_ms }),
    ]),
  );
  const sessions = new Map([["c", /** @type {any} */ ({ begun_ms: 200_000 })]]);
  const unseen = longUnseen(
    stations,
    { needs, sessions },
    (one) => (one.station_id === "e" ? "empty" : "training"),
    1_000_000,
  );
  assert.deepEqual(
    unseen.map((one) => [one.stationId, one.lookedMs]),
    [
      ["d", 100_000],
      ["c", null],
      ["b", 300_000],
    ],
  );
});

test("the address names an opened alert or station", () => {
  assert.deepEqual(openedIn("#alert/a%201"), { kind: "alert", id: "a 1" });
  assert.deepEqual(openedIn("#station/rack-1"), { kind: "station", id: "rack-1" });
  assert.equal(openedIn("#rep/r1"), null);
  assert.equal(openedIn("#alert/%"), null);
});

test("the order is the one that the address asks for, else the remembered one, else by need", () => {
  assert.equal(orderOf("need", "gym"), "need");
  assert.equal(orderOf(null, "gym"), "gym");
  assert.equal(orderOf(null, null), "need");
});
