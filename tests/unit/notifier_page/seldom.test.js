// Work that many events ask for.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Seldom } from "#page/seldom.js";

test("what is asked for once is done at once, and once", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let done = 0;
  new Seldom(() => (done += 1), 100).ask();
  assert.equal(done, 1);
  mock.timers.tick(1000);
  assert.equal(done, 1);
});

test("what is asked for again and again is done once in a while, the last time too", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let done = 0;
  const seldom = new Seldom(() => (done += 1), 100);
  for (let event = 0; event < 50; event += 1) {
    seldom.ask();
    mock.timers.tick(10);
  }
  assert.equal(done, 6);
  mock.timers.tick(1000);
  assert.equal(done, 6);
});
