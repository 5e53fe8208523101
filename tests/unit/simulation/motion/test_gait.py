"""People who walk put one foot before the other and keep their speed."""

import numpy as np
import pytest

from spotter.movement.values.body.skeleton import BONES, Joint
from spotter.simulation.athletes.body import Body
from spotter.simulation.motion.gait import Waypoint, placed, walk

TIMES_S = np.arange(0, 8, 1 / 30)
ACROSS = (Waypoint(0.0, 0.5, -4.0), Waypoint(8.0, 0.5, 4.0))
"""One metre a second to the left of the room."""
STEADY = slice(30, -30)
ANKLES = (Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)


def test_one_foot_is_always_on_the_floor_and_the_feet_alternate() -> None:
    joints_m = walk(Body(), TIMES_S, ACROSS)
    left_m, right_m = (joints_m[:, ankle] for ankle in ANKLES)
    on_floor = np.minimum(left_m[:, 2], right_m[:, 2])
    np.testing.assert_allclose(on_floor, Body().ankle_m, atol=1e-9)
    ahead = np.sign(left_m[STEADY, 1] - right_m[STEADY, 1])
    steps_m = 0.4 * Body().height_m
    assert np.count_nonzero(np.diff(ahead)) == pytest.approx(6.0 / steps_m, abs=1)


def test_the_foot_that_is_up_is_faster_than_the_one_on_the_floor() -> None:
    joints_m = walk(Body(), TIMES_S, ACROSS)
    speed_m_s = np.gradient(joints_m[:, :, 1], 1 / 30, axis=0)
    for up, down in (ANKLES, ANKLES[::-1]):
        is_up = (joints_m[:, up, 2] > joints_m[:, down, 2] + 0.05)[STEADY]
        assert is_up.any()
        assert np.all(speed_m_s[STEADY, up][is_up] > speed_m_s[STEADY, down][is_up])


def test_a_walker_keeps_the_speed_of_the_path() -> None:
    hips_m = walk(Body(), TIMES_S, ACROSS)[:, Joint.MID_HIP]
    speed_m_s = np.gradient(hips_m[:, :2], 1 / 30, axis=0)[STEADY]
    np.testing.assert_allclose(speed_m_s, np.tile([0.0, 1.0], (len(speed_m_s), 1)), atol=0.02)


def test_a_person_between_two_waypoints_at_one_place_stands_still() -> None:
    path = (Waypoint(0.0, 0.0, -2.0), Waypoint(2.0, 0.0, 0.0), Waypoint(5.0, 0.0, 0.0))
    joints_m = walk(Body(), TIMES_S, path)
    standing = joints_m[(TIMES_S > 2.5) & (TIMES_S < 7)]
    assert np.ptp(standing, axis=0).max() < 0.01


def test_people_look_where_they_walk() -> None:
    path = (Waypoint(0.0, 0.0, -2.0), Waypoint(4.0, 0.0, 2.0), Waypoint(8.0, 0.0, -2.0))
    joints_m = walk(Body(), TIMES_S, path)
    ahead = (joints_m[:, Joint.NOSE] - joints_m[:, Joint.NECK])[:, 1]
    assert np.all(ahead[TIMES_S < 3.5] > 0)
    assert np.all(ahead[TIMES_S > 4.5] < 0)


def test_bones_keep_their_length_in_walking() -> None:
    joints_m = walk(Body(height_m=1.6), TIMES_S, ACROSS)
    for near, far in BONES:
        lengths_m = np.linalg.norm(joints_m[:, near] - joints_m[:, far], axis=-1)
        assert np.ptp(lengths_m) < 1e-6, (near.label, far.label)


def test_placing_a_movement_rotates_it_to_the_left_and_then_moves_it() -> None:
    joints_m = np.zeros((1, 25, 3))
    joints_m[0, Joint.NOSE] = (1.0, 0.0, 1.6)
    moved = placed(joints_m, np.array([2.0, 3.0]), 90.0)
    np.testing.assert_allclose(moved[0, Joint.NOSE], (2.0, 4.0, 1.6), atol=1e-12)
