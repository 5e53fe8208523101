"""Where a body is expected, from how it moved."""

from math import e

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.tracking.motion import Motion
from support import naive

VELOCITY_PX_S = np.array([300.0, -40.0])
GAPS_S = st.floats(0.0, 3.0)


def test_the_velocity_fades_to_a_third_within_a_second_or_so() -> None:
    later = Motion(VELOCITY_PX_S).ahead(1.0)
    assert later.velocity_px_s == pytest.approx(VELOCITY_PX_S / e)


def test_nobody_goes_farther_than_one_second_at_full_velocity() -> None:
    motion = Motion(VELOCITY_PX_S)
    assert motion.shift_px(1.0) == pytest.approx((1 - 1 / e) * VELOCITY_PX_S)
    assert motion.shift_px(60.0) == pytest.approx(VELOCITY_PX_S)


@pytest.mark.parametrize("gap_s", [0.03, 0.5, 2.0])
def test_a_way_is_the_sum_of_its_small_steps(gap_s: float) -> None:
    found = Motion(VELOCITY_PX_S).shift_px(gap_s)
    assert found == pytest.approx(naive.faded_way(VELOCITY_PX_S, gap_s), rel=1e-3)


@given(GAPS_S, GAPS_S)
def test_going_ahead_twice_is_going_ahead_once(first_s: float, second_s: float) -> None:
    motion = Motion(VELOCITY_PX_S)
    between = motion.ahead(first_s)
    assert motion.shift_px(first_s) + between.shift_px(second_s) == pytest.approx(
        motion.shift_px(first_s + second_s)
    )
    assert between.ahead(second_s).velocity_px_s == pytest.approx(
        motion.ahead(first_s + second_s).velocity_px_s
    )


def test_the_longer_nobody_is_seen_the_vaguer_is_the_place_up_to_a_body_and_a_half() -> None:
    vague_tl = [Motion().ahead(gap_s).vague_tl for gap_s in (0.0, 0.1, 0.3, 1.0, 10.0)]
    assert vague_tl[0] == 0
    assert np.all(np.diff(vague_tl[:4]) > 0)
    assert vague_tl[-1] == 1.5


def test_a_body_seen_ahead_of_its_place_is_faster_the_more_joints_tell_so() -> None:
    expected, ahead_px = Motion().ahead(0.1), np.array([8.0, 0.0])
    few, many = (expected.seen(ahead_px, size_px=100, joints=joints) for joints in (3, 18))
    assert 0 < few.velocity_px_s[0] < many.velocity_px_s[0] < ahead_px[0] / 0.1
    assert many.place_var < few.place_var < expected.place_var


def test_nobody_is_taken_for_faster_than_three_bodies_a_second() -> None:
    leapt = Motion().ahead(0.1).seen(np.array([300.0, 400.0]), size_px=100, joints=18)
    assert leapt.velocity_px_s == pytest.approx([180.0, 240.0])
