import assert from "node:assert/strict";
import { test } from "node:test";

import { DE } from "#page/words/console/de.js";
import { EN } from "#page/words/console/en.js";
import { filled, languageOf } from "#page/words/language.js";
import { STATION_DE } from "#page/words/station/de.js";
import { STATION_EN } from "#page/words/station/en.js";

/** @param {string | { one: string; other: string }} text */
const places = (text) =>
  [...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

for (const [of, english, german] of /** @type {const} */ ([
  ["the console", EN, DE],
  ["a station's screen", STATION_EN, STATION_DE],
])) {
  test(`every text of ${of} is there in both languages, with the same places`, () => {
    assert.deepEqual(Object.keys(german).sort(), Object.keys(english).sort());
    for (const [key, text] of Object.entries(english)) {
      const other = Object.entries(german).find(([name]) => name === key)?.[1] ?? "";
      assert.deepEqual(new Set(places(other)), new Set(places(text)), key);
      assert.equal(typeof other, typeof text, key);
    }
  });
}

test("no text of a station's screen has the name of one of the console's", () => {
  assert.deepEqual(
    Object.keys(STATION_EN).filter((key) => key in EN),
    [],
  );
});

test("a text has a form for one and another for more", () => {
  assert.equal(filled(EN.stations, "en", { n: 1 }), "1 station");
  assert.equal(filled(DE.stations, "de", { n: 0 }), "0 Stationen");
  assert.equal(filled("{who} has {n}", "en", { who: "Kim", n: 3 }), "Kim has 3");
});

test("the language is the one chosen, else the first that the browser prefers and there is", () => {
  assert.equal(languageOf("en", ["de-AT"]), "en");
  assert.equal(languageOf(null, ["fr", "de-AT", "en"]), "de");
  assert.equal(languageOf("xx", ["fr"]), "en");
});
