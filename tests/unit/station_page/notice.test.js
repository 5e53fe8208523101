// Why nothing moves on a station's screen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { noticeOf, noticesOf } from "#page/station/panels/notice.js";

/** @typedef {import("#page/messages.js").StationView} StationView */

/** @type {(status: StationView["status"], reason?: string) => StationView} */
const station = (status, reason = "") => /** @type {StationView} */ ({ status, reason });

test("a camera that is about to film is not called away", () => {
  assert.equal(noticeOf(station("connecting"), false), "station_starting");
  assert.equal(noticeOf(station("offline"), false), "station_offline");
  assert.equal(noticeOf(station("live"), false), null);
});

test("a pause says whether it ends when somebody checks in", () => {
  assert.equal(noticeOf(station("paused", "nobody has checked in"), false), "station_asleep");
  assert.equal(noticeOf(station("paused"), false), "station_paused");
});

test("a lost connection is said whatever the camera does", () => {
  assert.equal(noticeOf(station("live"), true), "screen_lost");
});

test("kept pictures are told beside whatever else there is to say", () => {
  const kept = { ...station("live"), keeps_pictures: true };
  assert.deepEqual(noticesOf(kept, false), ["pictures_kept"]);
  assert.deepEqual(noticesOf({ ...kept, status: "offline" }, false), [
    "station_offline",
    "pictures_kept",
  ]);
  assert.deepEqual(noticesOf(station("live"), false), []);
  assert.deepEqual(noticesOf(null, true), ["screen_lost"]);
});
