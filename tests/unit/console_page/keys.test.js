import assert from "node:assert/strict";
import { test } from "node:test";

import { actionOf, digitOf } from "#page/console/keys/keymap.js";
import { lettersPx, wallScreenCm } from "#page/console/wall/letters.js";

/**
 * @param {string} key
 * @param {object} [held]
 */
const press = (key, held = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

test("a letter acts outside of fields only, and only if letters are on", () => {
  assert.equal(actionOf(press("t"), true, false), "take");
  assert.equal(actionOf(press("?"), true, false), "help");
  assert.equal(actionOf(press("t"), true, true), null);
  assert.equal(actionOf(press("t"), false, false), null);
});

test("the browser's own shortcuts stay the browser's", () => {
  assert.equal(actionOf(press("f", { ctrlKey: true }), true, false), null);
  assert.equal(digitOf(press("1", { altKey: true }), true, false), null);
});

test("digits pick one of nine sentences", () => {
  assert.equal(digitOf(press("3"), true, false), 3);
  assert.equal(digitOf(press("0"), true, false), null);
  assert.equal(digitOf(press("3"), true, true), null);
});

test("letters on a wall screen are a 200th of the distance high", () => {
  const px = lettersPx(1920, 4, 121);
  const capitalMm = (px * 0.7 * 1210) / 1920;
  assert.ok(Math.abs(capitalMm - 20) < 0.1);
});

test("the address says how wide a wall screen is, or that it is a usual one", () => {
  assert.deepEqual([null, "", "200"].map(wallScreenCm), [null, 121, 200]);
});
