import assert from "node:assert/strict";
import { test } from "node:test";

import { GAP_PX, LEGIBLE, wallLayout } from "#page/console/wall/layout.js";

const SCREEN = { width: 1480, height: 900 }; // Of 1920x1080, beside the list and below the bars.
const PHONE = { width: 336, height: 600 };

/**
 * @param {number[]} levels
 * @returns {import("#page/console/wall/layout.js").Wanted[]}
 */
const stations = (...levels) =>
  levels.map((level, place) => ({
    id: `s${place}`,
    level: /** @type {import("#page/console/wall/layout.js").Level} */ (level),
  }));

/** @param {number} length */
const calm = (length) => Array.from({ length }, () => 0);

/** @param {{ places: Map<string, import("#page/console/wall/layout.js").Place> }} wall */
const placesOf = ({ places }) => [...places.values()];

/** @param {import("#page/console/wall/layout.js").Place} place */
const area = ({ width, height }) => width * height;

/** @param {import("#page/console/wall/layout.js").Place[]} places */
function overlapping(places) {
  return places.flatMap((one, number) =>
    places
      .slice(number + 1)
      .filter(
        (other) =>
          one.x < other.x + other.width - 0.01 &&
          other.x < one.x + one.width - 0.01 &&
          one.y < other.y + other.height - 0.01 &&
          other.y < one.y + one.height - 0.01,
      ),
  );
}

test("sixty stations fit a full HD screen, whoever needs help", () => {
  for (const levels of [calm(60), [3, 2, 1, ...calm(57)], [3, 3, 3, 2, 2, 1, 1, ...calm(53)]]) {
    const wall = wallLayout(stations(...levels), SCREEN);
    assert.equal(wall.places.size, 60);
    assert.ok(wall.height <= SCREEN.height + 0.01);
  }
});

test("sixty stations that all need help fit as well, and the first stay large", () => {
  const wall = wallLayout(stations(...Array.from({ length: 60 }, () => 3)), SCREEN);
  const [first, second] = placesOf(wall);
  const last = placesOf(wall)[59];

  assert.ok(wall.height <= SCREEN.height + 0.01);
  assert.ok(area(first) > 3 * area(last));
  assert.ok(area(second) > 3 * area(last));
});

test("a tile is larger the more its station needs help, and the first is at the top left", () => {
  const wall = wallLayout(stations(3, 2, 1, ...calm(40)), SCREEN);
  const [high, medium, low, fine] = placesOf(wall);

  assert.deepEqual([high.x, high.y], [0, 0]);
  assert.ok(area(high) > area(medium));
  assert.ok(area(medium) > area(low));
  assert.ok(area(low) > area(fine));
});

test("tiles never overlap, never leave the wall and are always legible", () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const levels = Array.from({ length: seed }, (_, place) => (seed * 7 + place * 13) % 4);
    levels.sort((one, other) => other - one);
    for (const size of [SCREEN, PHONE, { width: 860, height: 620 }]) {
      const wall = wallLayout(stations(...levels), size);
      const places = placesOf(wall);
      assert.equal(places.length, seed);
      assert.deepEqual(overlapping(places), []);
      for (const { x, y, width, height } of places) {
        assert.ok(x >= 0 && y >= 0 && x + width <= size.width + 0.01);
        assert.ok(y + height <= wall.height + 0.01);
        assert.ok(width >= LEGIBLE.width && height >= LEGIBLE.height);
      }
    }
  }
});

test("a few stations fill the wall", () => {
  const wall = wallLayout(stations(...calm(6)), SCREEN);
  const covered = placesOf(wall).reduce((sum, place) => sum + area(place), 0);

  assert.ok(covered > 0.9 * area({ x: 0, y: 0, ...SCREEN }));
});

test("on a phone those who need help are one column, the others small, and the page is short", () => {
  const wall = wallLayout(stations(3, 2, 1, 1, 1, ...calm(55)), PHONE);
  const [high, , low, , , fine] = placesOf(wall);

  assert.equal(high.width, PHONE.width);
  assert.equal(low.width, PHONE.width);
  assert.ok(fine.width < PHONE.width / 2);
  assert.ok(wall.height < 3000);
});

test("more stations than can be legible make the wall higher than the screen", () => {
  const wall = wallLayout(stations(2, ...calm(299)), SCREEN);
  const places = placesOf(wall);

  assert.ok(wall.height > SCREEN.height);
  assert.ok(places.every(({ height }) => height >= LEGIBLE.height));
  assert.ok(area(places[0]) > 3 * area(places[1]));
});

test("a wall without stations or without room has no tiles, or legible ones", () => {
  assert.equal(wallLayout([], SCREEN).places.size, 0);
  const [only] = placesOf(wallLayout(stations(3), { width: 50, height: 10 }));
  assert.equal(only.width, 50);
  assert.ok(GAP_PX > 0);
});
