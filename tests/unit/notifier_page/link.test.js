// Whether what the page shows is what happens now.

import assert from "node:assert/strict";
import { test } from "node:test";

import { LinkWatch, SILENT_AFTER_MS } from "#page/link_watch.js";

/** A connection at 0 ms over which the page has got everything. */
function opened() {
  const link = new LinkWatch(0);
  link.opened(0);
  link.heard(0, true);
  return link;
}

test("a connection is behind until the page has all there is", () => {
  const link = new LinkWatch(0);
  assert.equal(link.state, "connecting");
  link.opened(0);
  link.heard(100, false);
  assert.equal(link.state, "behind");
  link.heard(200, true);
  assert.equal(link.state, "open");
});

test("a connection over which nothing comes is dead within six seconds", () => {
  const link = opened();
  assert.equal(link.isDead(SILENT_AFTER_MS), false);
  assert.equal(link.isDead(SILENT_AFTER_MS + 1), true);
  assert.ok(SILENT_AFTER_MS < 6000);
});

test("anything that is heard shows that a connection stands", () => {
  const link = opened();
  link.heard(5000, false);
  assert.equal(link.isDead(10_000), false);
});

test("a connection that was lost is no more than lost, and is behind when it is back", () => {
  const link = opened();
  link.lost();
  assert.equal(link.state, "waiting");
  assert.equal(link.isDead(60_000), false);
  assert.equal(link.silentForMs(60_000), 60_000);
  link.opened(60_000);
  assert.equal(link.state, "behind");
  assert.equal(link.isDead(60_001), false);
  assert.equal(link.isDead(60_001 + SILENT_AFTER_MS), true);
});
