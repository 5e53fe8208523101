"""Where a camera stands, told from athletes whose camera is known."""

from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.geometry import View, Yaw, yaw_between
from spotter.movement.values import MIRROR, Facing, Joint, Keypoints, PoseSeries
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.performance import Plan, perform

UPRIGHT = [name for name in EXERCISES if name != "push-up"]
NOISE_M = 0.04


def filmed(exercise: str, yaw_deg: float, number: int = 0) -> list[PoseSeries]:
    """Two reps of an athlete, with exact keypoints and metres."""
    plan = Plan(exercise, reps=2, body=athlete(number).body)
    performance = perform(plan, np.random.default_rng(number))
    poses = performance.poses(Camera(yaw_deg, aim_m=plan.aim_m))
    times = [(rep.first_frame, rep.last_frame) for rep in performance.reps]
    return [poses.between(*map(int, poses.captured_us[list(ends)])) for ends in times]


def noisy_metres(reps: list[PoseSeries]) -> list[PoseSeries]:
    rng = np.random.default_rng(7)
    worlds = [np.asarray(rep.world_m) for rep in reps]
    noise = [rng.normal(0, NOISE_M, world.shape).astype(np.float32) for world in worlds]
    return [
        replace(rep, world_m=world + more)
        for rep, world, more in zip(reps, worlds, noise, strict=True)
    ]


def without_metres(reps: list[PoseSeries]) -> list[PoseSeries]:
    return [replace(rep, world_m=None) for rep in reps]


def without(reps: list[PoseSeries], *parts: str) -> list[PoseSeries]:
    joints = [joint for joint in Joint if joint.name.endswith(parts)]
    hidden = []
    for rep in reps:
        keypoints, world_m = rep.keypoints.copy(), np.array(rep.world_m)
        keypoints[:, joints] = (np.nan, np.nan, 0)
        world_m[:, joints] = np.nan
        hidden.append(replace(rep, keypoints=keypoints, world_m=world_m))
    return hidden


def bent_knees(rep: PoseSeries) -> Keypoints:
    """Keypoints with the ankles back at the hips."""
    keypoints = rep.keypoints.copy()
    keypoints[:, [Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE]] = keypoints[:, [Joint.MID_HIP]]
    return keypoints


def between(seen: list[PoseSeries], known: list[PoseSeries], facing: Facing | None = None) -> Yaw:
    found = yaw_between(View.of(seen), View.of(known), facing)
    assert found is not None
    return found


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("yaw_deg", [-45, 10, 30])
def test_another_person_s_camera_is_told_from_noisy_metres(exercise: str, yaw_deg: float) -> None:
    seen, known = noisy_metres(filmed(exercise, yaw_deg, 1)), filmed(exercise, 0)
    found = between(seen, known, Facing.SAME)
    assert found.yaw_deg == pytest.approx(yaw_deg, abs=7)
    assert found.agreement_ratio > 0.95


def test_positive_is_further_to_the_person_s_left_whichever_view_is_the_reference() -> None:
    left, right = filmed("squat", 40, 1), filmed("squat", -5)
    assert between(left, right).yaw_deg == pytest.approx(45, abs=3)
    assert between(right, left).yaw_deg == pytest.approx(-45, abs=3)


@pytest.mark.parametrize("exercise", ["squat", "push-up"])
def test_who_faces_the_other_way_is_seen_in_a_mirror(exercise: str) -> None:
    found = between(filmed(exercise, 80, 1), filmed(exercise, -85))
    assert found.facing is Facing.MIRRORED
    assert found.yaw_deg == pytest.approx(5, abs=4)


def test_a_movement_of_one_side_is_not_mirrored_into_the_other() -> None:
    found = between(filmed("lunge", 25, 1), filmed("lunge", -25))
    assert found.facing is Facing.SAME
    assert found.yaw_deg == pytest.approx(50, abs=6)


def test_a_view_from_behind_is_half_a_turn_away_and_flipped_none_at_all() -> None:
    behind, ahead = filmed("overhead-press", 180, 1), filmed("overhead-press", 0)
    assert abs(between(behind, ahead, Facing.SAME).yaw_deg) == pytest.approx(180, abs=4)
    assert between(behind, ahead, Facing.FLIPPED).yaw_deg == pytest.approx(0, abs=4)


def test_the_more_single_directions_disagree_the_larger_is_the_spread() -> None:
    seen, known = filmed("squat", 20), filmed("squat", 0)
    exact = between(seen, known).spread_deg
    twisted = np.array(seen[0].world_m)
    shoulders = twisted[:, [Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER]]
    twisted[:, [Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER]] = shoulders[..., [2, 1, 0]]
    assert exact < 2
    assert between([replace(seen[0], world_m=twisted)], known).spread_deg > 5


@pytest.mark.parametrize("exercise", UPRIGHT)
@pytest.mark.parametrize("yaw_deg", [-45, 20])
def test_without_depth_the_picture_tells_the_yaw_of_who_is_upright(
    exercise: str, yaw_deg: float
) -> None:
    seen, known = filmed(exercise, yaw_deg, 1), filmed(exercise, 0)
    found = between(without_metres(seen), without_metres(known), Facing.SAME)
    assert found.yaw_deg == pytest.approx(yaw_deg, abs=14)
    assert np.isnan(found.spread_deg)


def test_without_feet_the_nose_tells() -> None:
    seen, known = (
        without_metres(without(filmed("squat", yaw_deg), "TOE", "HEEL")) for yaw_deg in (30, 0)
    )
    assert between(seen, known, Facing.SAME).yaw_deg == pytest.approx(30, abs=12)


def test_the_picture_s_yaw_turns_with_the_facing() -> None:
    seen, known = without_metres(filmed("squat", 30)), without_metres(filmed("squat", -30))
    assert between(seen, known, Facing.MIRRORED).yaw_deg == pytest.approx(0, abs=2)
    assert abs(between(seen, known, Facing.FLIPPED).yaw_deg) == pytest.approx(120, abs=12)


def test_feet_that_point_elsewhere_do_not_mislead() -> None:
    seen, known = filmed("biceps-curl", 20), filmed("biceps-curl", 0)
    keypoints = seen[0].keypoints.copy()
    keypoints[:, [Joint.LEFT_BIG_TOE, Joint.RIGHT_BIG_TOE], 0] += 60
    assert between([replace(seen[0], keypoints=keypoints)], known).yaw_deg == pytest.approx(
        20, abs=3
    )


@pytest.mark.parametrize("yaw_deg", [-60, -25, 0, 40, 90])
def test_without_depth_a_straight_body_that_lies_tells_the_yaw(yaw_deg: float) -> None:
    lying = View.of(without_metres(filmed("push-up", yaw_deg)))
    assert lying.camera_yaw_deg == pytest.approx(yaw_deg, abs=10)


def test_who_lies_bent_without_depth_and_who_is_not_seen_have_no_yaw() -> None:
    bent = [replace(rep, keypoints=bent_knees(rep)) for rep in filmed("push-up", 60)]
    lying = View.of(without_metres(bent))
    assert lying.camera_yaw_deg is None
    assert yaw_between(lying, View.of(filmed("push-up", 60))) is None
    hidden = View.of(without(filmed("squat", 0), "SHOULDER", "HIP", "KNEE", "TOE", "NOSE"))
    assert yaw_between(hidden, View.of(filmed("squat", 0))) is None


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("yaw_deg", [-90, -30, 0, 60])
def test_a_recording_tells_where_its_own_camera_stood(exercise: str, yaw_deg: float) -> None:
    found = View.of(filmed(exercise, yaw_deg)).camera_yaw_deg
    assert found == pytest.approx(yaw_deg, abs=15)


def as_if_filmed(poses: PoseSeries, facing: Facing) -> PoseSeries:
    """The slow twin of View.oriented: a picture flipped alone, or its sides alone, is behind."""
    assert poses.world_m is not None
    world_m = poses.world_m[:, MIRROR] if facing.swaps_sides else poses.world_m
    across = -1 if facing.flips_x else 1
    depth = -1 if facing.flips_x != facing.swaps_sides else 1
    return replace(poses, world_m=(world_m * (across, 1, depth)).astype(np.float32))


@pytest.mark.parametrize("facing", Facing)
def test_a_view_is_oriented_like_the_metres_and_twice_gives_it_back(facing: Facing) -> None:
    poses = perform(Plan("lunge", reps=1), np.random.default_rng(2)).poses(Camera(20))
    view, filmed = View.of([poses]), View.of([as_if_filmed(poses, facing)])
    once = view.oriented(facing)
    assert once.directions is not None
    assert filmed.directions is not None
    assert view.directions is not None
    np.testing.assert_allclose(once.directions, filmed.directions)
    back = once.oriented(facing)
    assert back.directions is not None
    np.testing.assert_array_equal(back.directions, view.directions)
