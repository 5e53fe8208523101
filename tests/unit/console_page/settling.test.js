import assert from "node:assert/strict";
import { test } from "node:test";

import { Settling, keptOrder } from "#page/console/wall/settling.js";

test("tiles move only once nobody has used the page for a while", () => {
  const settling = new Settling();
  assert.equal(settling.mayMove(0), true);
  settling.touch(0);
  assert.equal(settling.mayMove(3999), false);
  assert.equal(settling.mayMove(4000), true);
});

test("tiles that have just moved stay for a while", () => {
  const settling = new Settling();
  settling.move(0);
  assert.equal(settling.mayMove(7999), false);
  assert.equal(settling.mayMove(8000), true);
});

test("what is shown keeps its order, what is gone goes, what is new comes last", () => {
  assert.deepEqual(keptOrder(["a", "b", "c"], ["d", "c", "a"]), ["a", "c", "d"]);
});
