import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { promisify } from "node:util";

import { ServerVoice } from "#page/station/help/server_voice.js";

/** @type {string[]} */
const asked = [];
/** @type {SleepingSounds[]} */
const played = [];

/** What plays in a context that the browser has put to sleep: it never ends. */
class SleepingSounds extends EventTarget {
  isStopped = false;
  connect() {}
  start() {
    played.push(this);
  }
  stop() {
    this.isStopped = true;
  }
}

const browser = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (globalThis));
browser.AudioBufferSourceNode = SleepingSounds;
browser.AudioContext = class {
  decodeAudioData = () => Promise.resolve({ duration: 2 });
};
browser.fetch = (/** @type {string} */ _path, /** @type {{ body: string }} */ { body }) => {
  asked.push(JSON.parse(body).text);
  return Promise.resolve({ ok: true, arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)) });
};

/** Lets what is due happen. */
const settle = promisify(setImmediate);

test("a sound that never ends silences nothing, and what has waited too long is left unsaid", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  let nowMs = 0;
  mock.method(performance, "now", () => nowMs);
  const voice = new ServerVoice("rack-1", "en", () => {});
  voice.say("Sit deeper");
  await settle();
  voice.say("Deep enough now.");
  nowMs = 6000;
  voice.say("Lift your chest");
  await settle();
  assert.deepEqual(asked, ["Sit deeper"]);

  mock.timers.tick(3000);
  await settle();
  assert.deepEqual(asked, ["Sit deeper", "Lift your chest"]);
  assert.deepEqual([played.length, played[0].isStopped], [2, true]);
});
