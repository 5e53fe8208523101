// The number of columns of tiles on the board.

import assert from "node:assert/strict";
import { test } from "node:test";

import { bestColumns } from "#page/board/columns.js";

test("a phone shows one column, however many stations there are", () => {
  assert.equal(bestColumns(12, { width: 360, height: 640 }), 1);
});

test("a wide screen shows few stations side by side", () => {
  assert.equal(bestColumns(3, { width: 1920, height: 700 }), 3);
});

test("full rows are preferred to half empty ones", () => {
  assert.equal(bestColumns(4, { width: 1200, height: 1200 }), 2);
  assert.equal(bestColumns(6, { width: 1200, height: 900 }), 3);
});

test("there is always a column, even without stations or room", () => {
  assert.equal(bestColumns(0, { width: 1280, height: 720 }), 1);
  assert.equal(bestColumns(5, { width: 100, height: 720 }), 1);
});
