import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { CameraLink } from "#page/station/camera/link.js";

/** @type {OtherEnd[]} */
const opened = [];

/** A socket whose other end ends it. */
class OtherEnd extends EventTarget {
  static OPEN = 1;
  readyState = OtherEnd.OPEN;
  constructor() {
    super();
    opened.push(this);
  }
  close() {}
  /** @param {number} code */
  end(code) {
    this.dispatchEvent(Object.assign(new Event("close"), { code, reason: "why" }));
  }
}

const browser = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (globalThis));
browser.WebSocket = OtherEnd;
browser.location = { href: "http://localhost/station" };

test("a camera stays while the gym's records are away, and goes when it is refused", () => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  /** @type {string[]} */
  const said = [];
  const link = new CameraLink("home-1", {
    onWanted: () => {},
    onAway: () => said.push("away"),
    onRefused: (words) => said.push(`refused: ${words}`),
  });
  link.open();
  opened[0].end(4503);
  mock.timers.tick(1000);
  assert.equal(opened.length, 2);
  opened[1].end(4409);
  mock.timers.tick(60_000);
  assert.deepEqual([opened.length, said], [2, ["away", "refused: why"]]);
});
