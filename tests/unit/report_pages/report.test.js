// The plots of a report of reps.

import assert from "node:assert/strict";
import { test } from "node:test";

import { layout, ranges, traces } from "#templates/report.js";

/** @param {string} name */
const colourOf = (name) => `colour of ${name}`;
const JOINT = { name: "hips", faulty: false, attempt: [0, 10], model: [0, 6] };
const UNSEEN = { name: "nose", faulty: false, attempt: [null, null], model: [null, null] };
const PLOT = { attempt_s: [0, 1.5], model_s: [0, 2], joints: [JOINT, UNSEEN] };

/**
 * @param {object} shown the layout
 * @param {string} name
 */
const axis = (shown, name) => Object.entries(shown).find(([key]) => key === name)?.[1];

test("a panel has some room around the movement", () => {
  const [range] = ranges([JOINT]);
  assert.deepEqual(
    range?.map((value) => Math.round(value * 10) / 10),
    [-0.4, 10.4],
  );
});

test("a small movement is not blown up beside a large one", () => {
  const [large, small] = ranges([
    { attempt: [0, 100], model: [0, 100] },
    { attempt: [50, 51], model: [50, 51] },
  ]);
  assert.ok(large && small);
  const share = (small[1] - small[0]) / (large[1] - large[0]);
  assert.ok(Math.abs(share - 0.3) < 1e-9);
});

test("a joint that is not seen has no range", () => {
  assert.deepEqual(ranges([UNSEEN]), [null]);
});

test("attempt and reference are drawn for each joint, at their own times", () => {
  const drawn = traces(PLOT, "before", colourOf);
  assert.deepEqual(
    drawn.map((trace) => [trace.name, trace.x, trace.y, trace.xaxis]),
    [
      ["reference", [0, 2], [0, 6], "x1"],
      ["attempt", [0, 1.5], [0, 10], "x1"],
      ["reference", [0, 2], [null, null], "x2"],
      ["attempt", [0, 1.5], [null, null], "x2"],
    ],
  );
});

test("the area between them is filled after the alignment, where there are no gaps", () => {
  /** @param {"before" | "after"} kind */
  const fills = (kind) => traces(PLOT, kind, colourOf).map((trace) => trace.fill);
  assert.deepEqual(fills("before"), [undefined, undefined, undefined, undefined]);
  assert.deepEqual(fills("after"), [undefined, "tonexty", undefined, undefined]);
});

test("up is up, though in a picture y points down", () => {
  const before = axis(layout(PLOT, "before", false, colourOf), "yaxis1").range;
  const after = axis(layout(PLOT, "after", false, colourOf), "yaxis1").range;
  assert.ok(before[0] > before[1] && after[0] < after[1]);
});

test("all panels share the longer time, and only the lowest row shows it", () => {
  const shown = layout({ ...PLOT, joints: [JOINT, JOINT, JOINT] }, "after", true, colourOf);
  assert.deepEqual(shown.grid?.rows, 2);
  const axes = ["xaxis1", "xaxis2", "xaxis3"].map((name) => axis(shown, name));
  assert.deepEqual(
    axes.map(({ range, showticklabels }) => [range, showticklabels]),
    [
      [[0, 2], false],
      [[0, 2], true],
      [[0, 2], true],
    ],
  );
});

test("a faulty joint's name is bold, and one that is not seen says so", () => {
  const plot = { ...PLOT, joints: [{ ...JOINT, faulty: true }, UNSEEN] };
  const captions = layout(plot, "before", false, colourOf).annotations ?? [];
  assert.deepEqual(
    captions.map(({ text, font }) => [text, font?.color]),
    [
      ["<b>hips</b>", "colour of faulty"],
      ["nose: not seen", "colour of ink"],
    ],
  );
});
