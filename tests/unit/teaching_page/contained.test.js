// A picture in a canvas, and what a finger takes hold of.

import assert from "node:assert/strict";
import { test } from "node:test";

import { near } from "../notifier_page/near.js";
import {
  contained,
  gripAt,
  handlesOf,
  inPicture,
  onScreen,
} from "#page/records/exercises/equipment/picture/contained.js";

const PICTURE = { width_px: 640, height_px: 480 };
const PHONE = { width: 320, height: 240 };

test("a picture is as large as the canvas lets it, and in its middle", () => {
  assert.deepEqual(contained(PICTURE, PHONE), { scale: 0.5, left: 0, top: 0 });
  assert.deepEqual(contained(PICTURE, { width: 1280, height: 480 }), {
    scale: 1,
    left: 320,
    top: 0,
  });
  assert.deepEqual(contained(PICTURE, { width: 640, height: 1000 }), {
    scale: 1,
    left: 0,
    top: 260,
  });
});

test("a spot of the picture is found again from where it is on the screen", () => {
  for (const screen of [PHONE, { width: 777, height: 300 }, { width: 300, height: 777 }]) {
    const at = contained(PICTURE, screen);
    const back = inPicture(at, onScreen(at, { x_px: 123, y_px: 45 }));
    near([back.x_px, back.y_px], [123, 45]);
  }
});

test("a tiny box can be moved by its middle and resized by each corner", () => {
  const at = contained(PICTURE, PHONE);
  const tiny = { x_px: 300, y_px: 200, width_px: 16, height_px: 16 };
  const middle = onScreen(at, { x_px: 308, y_px: 208 });
  assert.deepEqual(gripAt(at, tiny, PHONE, middle), { kind: "inside" });
  const corners = handlesOf(at, tiny, PHONE).map((handle) => gripAt(at, tiny, PHONE, handle));
  assert.deepEqual(
    corners.map((grip) => grip?.kind === "corner" && grip.corner),
    [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ],
  );
});

test("handles of a box at the picture's edge stay in the canvas", () => {
  const at = contained(PICTURE, PHONE);
  const whole = { x_px: 0, y_px: 0, ...PICTURE };
  for (const { x, y } of handlesOf(at, whole, PHONE)) {
    assert.ok(x > 0 && x < PHONE.width && y > 0 && y < PHONE.height);
  }
});

test("a thumb takes a handle that it does not hit by a hair", () => {
  const at = contained(PICTURE, PHONE);
  const drawn = { x_px: 200, y_px: 100, width_px: 200, height_px: 200 };
  const [handle] = handlesOf(at, drawn, PHONE);
  const beside = { x: handle.x - 15, y: handle.y + 15 };
  assert.deepEqual(gripAt(at, drawn, PHONE, beside), { kind: "corner", corner: [0, 0] });
});

test("far from the box nothing is taken hold of", () => {
  const at = contained(PICTURE, PHONE);
  const drawn = { x_px: 300, y_px: 200, width_px: 40, height_px: 40 };
  assert.equal(gripAt(at, drawn, PHONE, { x: 20, y: 20 }), null);
});
