// A film's pictures are deleted, whatever the API answers at first.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Film } from "#page/records/exercises/equipment/film.js";
import { film as view } from "./films.js";

const page = new EventTarget();
/** @type {string[]} */
let deleted = [];
let status = 204;
let reloads = 0;

const browser = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (globalThis));
browser.addEventListener = page.addEventListener.bind(page);
browser.removeEventListener = page.removeEventListener.bind(page);
browser.location = { reload: () => (reloads += 1) };
browser.fetch = (/** @type {string} */ path, /** @type {RequestInit} */ { method } = {}) =>
  Promise.resolve(path === "api/rights" ? rights() : answerTo(path, method));

const rights = () => Response.json({ rights: [], records: "there", me: null, problem: "" });

/** @type {(path: string, method: string | undefined) => Response} */
function answerTo(path, method) {
  assert.equal(method, "DELETE");
  deleted.push(path);
  return status === 204
    ? new Response(null, { status })
    : Response.json({ detail: "the records do not answer" }, { status });
}

const leave = () => page.dispatchEvent(new Event("pagehide"));

/** @param {boolean} persisted whether the browser has kept the page as it was left */
const comeBack = (persisted) =>
  page.dispatchEvent(Object.assign(new Event("pageshow"), { persisted }));

/** @type {Film} */
let film;

beforeEach(() => {
  film?.forget();
  film = new Film(view());
  [deleted, status, reloads] = [[], 204, 0];
});

test("whoever leaves the page deletes the pictures", () => {
  leave();
  assert.deepEqual(deleted, ["api/v1/recordings/films/f"]);
});

test("pictures that were discarded are deleted once", async () => {
  assert.equal(await film.discard(), "");
  assert.ok(film.isOver);
  leave();
  assert.equal(deleted.length, 1);
});

test("pictures that could not be deleted are still there, and deleted by whoever leaves", async () => {
  status = 500;
  assert.equal(await film.discard(), "The records do not answer.");
  assert.ok(!film.isOver);
  leave();
  assert.equal(deleted.length, 2);
});

test("pictures that the API does not know any more are gone", async () => {
  status = 404;
  assert.equal(await film.discard(), "");
  assert.ok(film.isOver);
});

test("whoever comes back to the page as they left it sees it anew, without pictures", () => {
  comeBack(false);
  assert.equal(reloads, 0);
  comeBack(true);
  assert.equal(reloads, 1);
});

test("a page without pictures is left as it is", async () => {
  await film.discard();
  comeBack(true);
  assert.equal(reloads, 0);
});
