import assert from "node:assert/strict";
import { test } from "node:test";

import { JOINT, JOINTS } from "#page/body/joints.js";
import { framingOf, LastingFraming } from "#page/station/help/framing.js";
import { Following } from "#page/station/stage/following.js";
import { Pace } from "#page/station/stage/pace.js";
import { personOf } from "#page/station/stage/person.js";

/** @import { Points } from "#page/messages.js" */
/** @import { GhostView } from "#page/station/types.js" */

const TORSO = 200;
const FRAMES = 21;

/**
 * Somebody who squats, seen from the side: torso lengths, y up, from where the hips start.
 *
 * @param {number} depth from 0, standing, to 1
 * @returns {Points}
 */
function squatting(depth) {
  const hips = [-0.3 * depth, -0.7 * depth];
  /** @type {Record<string, number[]>} */
  const at = {
    MID_HIP: hips,
    NECK: [hips[0] + 0.3 * depth, hips[1] + 1],
    KNEE: [0.4 * depth, -0.8],
    ANKLE: [0, -1.6],
    SHOULDER: [hips[0] + 0.3 * depth, hips[1] + 1],
    ELBOW: [hips[0] + 0.2, hips[1] + 0.6],
    WRIST: [hips[0] + 0.4, hips[1] + 0.4],
  };
  return JOINTS.map((name) => {
    const place = at[name] ?? at[name.replace(/LEFT_|RIGHT_/, "")];
    return place ? [place[0], place[1]] : null;
  });
}

/** @param {number} frame */
const depthAt = (frame) => Math.sin((Math.PI * frame) / (FRAMES - 1));

/** @type {GhostView} */
const GHOST = {
  times_s: Array.from({ length: FRAMES }, (_, frame) => frame / 10),
  frames: Array.from({ length: FRAMES }, (_, frame) => squatting(depthAt(frame))),
  carries: [JOINT.MID_HIP, JOINT.NECK, JOINT.LEFT_KNEE, JOINT.RIGHT_KNEE],
  view: "side",
};

/**
 * The same person in the picture.
 *
 * @param {Points} points
 * @param {{ x?: number, y?: number, torso?: number, facing?: 1 | -1 }} where
 * @returns {Points}
 */
const inPicture = (points, { x = 400, y = 500, torso = TORSO, facing = 1 } = {}) =>
  points.map((point) => point && [x + facing * torso * point[0], y - torso * point[1]]);

/**
 * What is followed when somebody does a whole rep of that depth, pose by pose.
 *
 * @param {number} deepest
 * @param {1 | -1} facing
 */
function followed(deepest, facing = 1) {
  const following = new Following([GHOST]);
  const still = Array.from({ length: 30 }, () => 0);
  const depths = Array.from({ length: FRAMES }, (_, frame) => deepest * depthAt(frame));
  return [...still, ...depths].map((depth, place) =>
    following.put(inPicture(squatting(depth), { facing }), place * 100),
  );
}

test("who goes as far as the reference fills the bar; who goes half as far fills half of it", () => {
  /** @param {number} deepest */
  const most = (deepest) => Math.max(...followed(deepest).map((one) => one?.reach ?? 0));
  assert.ok(Math.abs(most(1) - 1) < 0.05, String(most(1)));
  assert.ok(Math.abs(most(0.5) - 0.5) < 0.12, String(most(0.5)));
});

test("the ghost stands in the person's place, goes down with them, and faces as they do", () => {
  for (const facing of /** @type {(1 | -1)[]} */ ([1, -1])) {
    const all = followed(1, facing);
    const deepest = all[30 + (FRAMES - 1) / 2]?.ghost;
    const person = inPicture(squatting(1), { facing });
    for (const joint of [JOINT.MID_HIP, JOINT.NECK, JOINT.LEFT_KNEE]) {
      const [ghost, own] = [deepest?.[joint], person[joint]];
      assert.ok(ghost && own);
      assert.ok(Math.hypot(ghost[0] - own[0], ghost[1] - own[1]) < 0.15 * TORSO, String(facing));
    }
  }
});

test("without a reference nothing is compared, and nobody is needed for that to hold", () => {
  assert.equal(new Following([]).put(inPicture(squatting(0)), 0), null);
  const unseen = JOINTS.map(() => null);
  assert.equal(new Following([GHOST]).put(unseen, 0), null);
});

test("the pace is the reference's from the moment at which the rep began, and none between reps", () => {
  const pace = new Pace([0, 0.5, 1, 0.5, 0], [0, 1, 2, 3, 4]);
  assert.equal(pace.put(0, 0), null);
  assert.equal(pace.put(0.2, 1000), 0.5);
  assert.equal(pace.put(0.3, 2000), 1);
  assert.equal(pace.put(0.3, 9000), 0);
  assert.equal(pace.put(0.01, 9100), null);
});

test("framing is well when the whole movement has room and is seen", () => {
  assert.equal(framingOf(inPicture(squatting(0)), 800, [GHOST]), null);
  assert.equal(framingOf(inPicture(squatting(0)), 800, []), null);
});

test("framing says what to do: back, closer, to the middle", () => {
  /** @param {{ x?: number, y?: number, torso?: number }} where */
  const said = (where) => framingOf(inPicture(squatting(0), where), 800, [GHOST]);
  assert.equal(said({ torso: 450 }), "step_back");
  assert.equal(said({ y: 900 }), "step_back");
  assert.equal(said({ torso: 60 }), "step_closer");
  assert.equal(said({ x: 790 }), "to_middle");
});

test("framing says which part is missing, of those that the exercise needs", () => {
  /** @param {string[]} names */
  const without = (...names) => {
    const points = inPicture(squatting(0));
    names.forEach((name) => (points[JOINT[name]] = null));
    return framingOf(points, 800, [GHOST]);
  };
  assert.equal(without("LEFT_KNEE", "RIGHT_KNEE"), "feet_unseen");
  assert.equal(without("LEFT_KNEE"), null, "from the side one hides the other");
  assert.equal(without("LEFT_WRIST", "RIGHT_WRIST"), null, "nothing depends on the hands");
  assert.equal(without("NECK"), "body_unseen");
});

test("somebody who faces the camera is asked to turn where the reference is from the side", () => {
  const points = inPicture(squatting(0));
  points[JOINT.LEFT_SHOULDER] = [480, 300];
  points[JOINT.RIGHT_SHOULDER] = [320, 300];
  /** @type {GhostView} */
  const front = { ...GHOST, view: "front" };
  assert.equal(framingOf(points, 800, [GHOST]), "turn_side");
  assert.equal(framingOf(inPicture(squatting(0)), 800, [front]), "turn_front");
  assert.equal(framingOf(points, 800, [GHOST, front]), null, "one reference that fits is enough");
});

test("help with the framing is said when it has lasted, and ends at once", () => {
  const lasting = new LastingFraming();
  assert.equal(lasting.put("step_back", 0), null);
  assert.equal(lasting.put("step_back", 1600), "step_back");
  assert.equal(lasting.put(null, 1700), null);
  assert.equal(lasting.put("step_back", 1800), null);
});

test("whoever was judged last is drawn, and before that the largest", () => {
  /**
   * @param {number} track_id
   * @param {number} torso
   */
  const person = (track_id, torso) => ({
    track_id,
    xy: inPicture(squatting(0), { torso }).flatMap((point) => point ?? [null, null]),
    equipment: [],
  });
  const people = [person(1, 100), person(2, 200)];
  const pose = { station_id: "rack-1", width: 800, people, equipment_kind: null };
  assert.deepEqual(personOf(pose, 1), inPicture(squatting(0), { torso: 100 }));
  assert.deepEqual(personOf(pose, null), inPicture(squatting(0), { torso: 200 }));
  assert.equal(personOf({ ...pose, people: [] }, 1), null);
});
