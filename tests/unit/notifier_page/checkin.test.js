import assert from "node:assert/strict";
import test from "node:test";

import {
  checkedInWords,
  placeIn,
} from "../../../services/spotter/notifier/static/js/words/checkin.js";

test("a code's address names the station and the code, a tag's the station alone", () => {
  assert.deepEqual(placeIn("#station=rack-1&code=WyJy.a_b-c"), {
    stationId: "rack-1",
    code: "WyJy.a_b-c",
  });
  assert.deepEqual(placeIn("#station=rack-1"), { stationId: "rack-1", code: "" });
});

test("anything else names no place", () => {
  for (const hash of ["", "#", "#code=x", "#station=Rack 1", "#station=rack-1&code=<b>"]) {
    assert.equal(placeIn(hash), null);
  }
});

test("who has moved is told which station they have left", () => {
  const there = { name: "Anna", station: "Rack 2" };
  const moved = { ...there, left: ["Rack 1", "Rack 3"] };
  assert.equal(checkedInWords({ ...there, left: [] }, "en"), "Anna, you are checked in at Rack 2.");
  assert.equal(
    checkedInWords(moved, "de"),
    "Anna, du bist an Rack 2 eingecheckt. Rack 1 und Rack 3 hast du verlassen.",
  );
});
