import assert from "node:assert/strict";
import { test } from "node:test";

import { voiceOf } from "#page/station/help/voice.js";
import { inGerman } from "#page/words/exercise_names.js";

const voice = (/** @type {string} */ lang, isDefault = false) => ({ lang, default: isDefault });

test("a voice speaks the page's language, the usual one of them first", () => {
  const [english, swiss, usual] = [voice("en-US", true), voice("de_CH"), voice("de-DE", true)];
  assert.equal(voiceOf("de", [english, swiss, usual]), usual);
  assert.equal(voiceOf("de", [english, swiss]), swiss);
  assert.equal(voiceOf("de", [english, voice("deu")]), null);
});

test("exercises that come with Spotter have German names, others keep theirs", () => {
  assert.equal(inGerman("squat or front_squat"), "Kniebeuge oder Frontkniebeuge");
  assert.equal(inGerman("any exercise"), "jede Übung");
  assert.equal(inGerman("Annas Spezial"), "Annas Spezial");
});
