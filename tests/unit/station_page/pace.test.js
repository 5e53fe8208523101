// Which pictures of a browser's camera are sent, how large, and as which bytes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fitted, Pace, packed } from "#page/station/camera/pace.js";

/**
 * How many of a camera's pictures in ten seconds are sent.
 *
 * @param {number} cameraHz
 * @param {number} wantedHz
 */
function sent(cameraHz, wantedHz) {
  const pace = new Pace();
  pace.setRate(wantedHz);
  const times = Array.from({ length: 10 * cameraHz }, (_, number) => (1000 * number) / cameraHz);
  return times.filter((nowMs) => pace.isDue(nowMs)).length;
}

test("pictures go at the rate that is wanted, whatever the camera's", () => {
  assert.equal(sent(30, 15), 150);
  assert.ok(Math.abs(sent(25, 15) - 150) <= 2);
  assert.equal(sent(10, 15), 100);
  assert.equal(sent(30, 0), 0);
});

test("after a pause no more pictures go than before it", () => {
  const pace = new Pace();
  pace.setRate(10);
  assert.ok(pace.isDue(0));
  assert.ok(pace.isDue(60_000));
  assert.ok(pace.isDue(60_100));
  assert.ok(!pace.isDue(60_130));
});

test("what could not go is counted once", () => {
  const pace = new Pace();
  pace.skip();
  pace.skip();
  assert.equal(pace.takeSkipped(), 2);
  assert.equal(pace.takeSkipped(), 0);
});

test("pictures are made smaller and never larger, and keep their shape", () => {
  assert.deepEqual(fitted(1280, 720, 640), { width: 640, height: 360 });
  assert.deepEqual(fitted(720, 1280, 640), { width: 360, height: 640 });
  assert.deepEqual(fitted(320, 240, 640), { width: 320, height: 240 });
});

test("a picture is sent as the contract says: time in microseconds, skipped, JPEG", () => {
  const bytes = packed(2 ** 31 + 0.25, 3, new Uint8Array([0xff, 0xd8]).buffer);
  assert.equal(Buffer.from(bytes).toString("hex"), "000001f4000000fa" + "00000003" + "ffd8");
});
