import assert from "node:assert/strict";
import { test } from "node:test";

import { OFF_MS, PAUSE_MS, SoundRules } from "#page/console/sound/rules.js";
import { alert } from "./alerts.js";

const HIGH = alert({ alert_id: "high", priority: "high" });
const LOW = alert({ alert_id: "low", priority: "low" });

test("a new alert sounds at once, the most urgent one if there are several", () => {
  const rules = new SoundRules();
  assert.equal(rules.due([LOW, HIGH], 0), "high");
  assert.equal(rules.due([LOW, HIGH], 1000), null);
});

test("an urgent alert sounds again until somebody takes it; a low one sounds once", () => {
  const rules = new SoundRules();
  rules.due([LOW, HIGH], 0);
  assert.equal(rules.due([LOW, HIGH], 10_000), "high");
  assert.equal(rules.due([LOW], 600_000), null);
});

test("a pause silences what there is, never a new alert or one that got worse", () => {
  const rules = new SoundRules();
  rules.due([HIGH], 0);
  rules.pause(1000);
  assert.equal(rules.due([HIGH], 30_000), null);
  assert.equal(rules.due([HIGH, LOW], 31_000), "low");
  assert.equal(rules.due([alert({ ...HIGH, risen_ms: 32_000 }), LOW], 32_000), "high");
});

test("a pause ends by itself, and so does off, which silences all", () => {
  const rules = new SoundRules();
  rules.due([HIGH], 0);
  rules.pause(0);
  assert.deepEqual(rules.stateAt(1), { kind: "paused", untilMs: PAUSE_MS });
  assert.equal(rules.due([HIGH], PAUSE_MS), "high");
  assert.deepEqual(rules.stateAt(PAUSE_MS), { kind: "on" });
  rules.turnOff(PAUSE_MS);
  assert.equal(rules.due([HIGH, LOW], PAUSE_MS + 1), null);
  assert.equal(rules.stateAt(PAUSE_MS + OFF_MS).kind, "on");
});
