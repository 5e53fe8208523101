// The charts of an evaluation's page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { coloured, layoutOf } from "#templates/evaluation.js";

/** @param {string} name */
const colourOf = (name) => `colour of ${name}`;

test("colours are found at any depth, and nothing else is changed", () => {
  const value = {
    line: { color: "@good", width: 2 },
    colors: ["@ink", "red"],
    text: "a@b",
    x: null,
  };
  assert.deepEqual(coloured(value, colourOf), {
    line: { color: "colour of good", width: 2 },
    colors: ["colour of ink", "red"],
    text: "a@b",
    x: null,
  });
});

test("a chart's own layout goes before what all share", () => {
  const layout = layoutOf(
    { traces: [], layout: { showlegend: false, yaxis: { nticks: 3 } } },
    false,
  );
  assert.equal(layout.showlegend, false);
  assert.deepEqual([layout.yaxis?.nticks, layout.yaxis?.gridcolor], [3, "@line"]);
});

test("many names are left out on a narrow screen only", () => {
  const many = { traces: Array.from({ length: 5 }, () => ({})), layout: {} };
  const few = { ...many, traces: many.traces.slice(1) };
  const shown = [layoutOf(many, true), layoutOf(many, false), layoutOf(few, true)];
  assert.deepEqual(
    shown.map((layout) => layout.showlegend),
    [false, true, true],
  );
});
