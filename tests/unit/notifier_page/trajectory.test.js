// The chart of the worst joint's trajectory.

import assert from "node:assert/strict";
import { test } from "node:test";

import { JOINT } from "#page/body/joints.js";
import { trajectoryLayout, trajectoryTraces } from "#page/rep/trajectory.js";
import { poseOf } from "./poses.js";

const COLOURS = {
  text: "black",
  muted: "grey",
  line: "silver",
  mark: "pink",
  left: "blue",
  ghost: "white",
};
/** @param {number[]} heights of the hips */
const movement = (heights) => ({
  times_s: heights.map((_, frame) => frame / 10),
  frames: heights.map((height, frame) => poseOf({ MID_HIP: [frame, height] })),
  equipment_kind: null,
});
/** @type {import("#page/rep/types.js").WorstView} */
const WORST = {
  joint_index: JOINT.MID_HIP,
  label: "hips",
  frame_index: 1,
  phase: 0.5,
  size_tl: 0.3,
  axis: "y",
  words: "",
};
const ATTEMPT = movement([0, -0.4, 0]);

test("both trajectories and the worst moment are drawn, the attempt over the reference", () => {
  const reference = movement([0, -0.8, 0]);
  const traces = trajectoryTraces(
    { attempt: ATTEMPT, reference, worst: WORST },
    [0, 0.25, 2],
    COLOURS,
  );
  assert.deepEqual(
    traces.map((trace) => [trace.name, trace.x, trace.y]),
    [
      ["Reference", [0, 0.1, 0.2], [0, -0.2, 0]],
      ["This rep", [0, 0.1, 0.2], [0, -0.4, 0]],
      ["Worst moment", [0.1], [-0.4]],
    ],
  );
});

test("without a reference, the attempt is drawn alone", () => {
  const compared = { attempt: ATTEMPT, reference: null, worst: WORST };
  const traces = trajectoryTraces(compared, [null, null, null], COLOURS);
  assert.deepEqual(
    traces.map((trace) => trace.name),
    ["This rep", "Worst moment"],
  );
});

test("a joint that is farther off sideways is drawn sideways", () => {
  /** @type {import("#page/rep/types.js").WorstView} */
  const worst = { ...WORST, axis: "x" };
  const [mine] = trajectoryTraces({ attempt: ATTEMPT, reference: null, worst }, [], COLOURS);
  assert.deepEqual(mine.y, [0, 1, 2]);
  assert.deepEqual(trajectoryLayout(worst, 0.2, 0, COLOURS).title?.text, "Hips, sideways");
});

/**
 * @param {number} x
 * @returns {import("#page/messages.js").Point}
 */
const at = (x) => [x, -1];

test("the way of an end of equipment is drawn like a joint's", () => {
  const frames = ATTEMPT.frames.map((points, frame) => [...points, null, at(frame)]);
  const attempt = { ...ATTEMPT, frames, equipment_kind: /** @type {const} */ ("barbell") };
  const worst = { ...WORST, joint_index: 26, axis: /** @type {const} */ ("x") };
  const [mine] = trajectoryTraces({ attempt, reference: null, worst }, [], COLOURS);
  assert.deepEqual(mine.y, [0, 1, 2]);
});

test("a joint that is missing leaves a gap", () => {
  const worst = { ...WORST, joint_index: JOINT.NOSE };
  const [mine] = trajectoryTraces({ attempt: ATTEMPT, reference: null, worst }, [], COLOURS);
  assert.deepEqual(mine.y, [null, null, null]);
});

test("the time axis ends with the rep, and the cursor is at the given time", () => {
  const layout = trajectoryLayout(WORST, 2.5, 1.5, COLOURS);
  assert.deepEqual(layout.xaxis?.range, [0, 2.5]);
  assert.deepEqual([layout.shapes?.[0].x0, layout.shapes?.[0].x1], [1.5, 1.5]);
  assert.equal(layout.title?.text, "Hips, height");
});
