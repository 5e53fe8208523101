"""Prediction of a body's position from its motion."""

from math import e

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.tracking.motion import Motion
from support.twins import movement as naive

VELOCITY_PX_S = np.array([300.0, -40.0])
GAPS_S = st.floats(0.0, 3.0)


def test_the_velocity_fades_to_a_third_within_a_second_or_so() -> None:
    later = Motion(VELOCITY_PX_S).predicted(1.0)
    assert later.velocity_px_s == pytest.approx(VELOCITY_PX_S / e)


def test_a_prediction_never_goes_farther_than_one_second_at_full_velocity() -> None:
    motion = Motion(VELOCITY_PX_S)
    assert motion.shift_px(1.0) == pytest.approx((1 - 1 / e) * VELOCITY_PX_S)
    assert motion.shift_px(60.0) == pytest.approx(VELOCITY_PX_S)


@pytest.mark.parametrize("gap_s", [0.03, 0.5, 2.0])
def test_a_shift_is_the_sum_of_its_small_steps(gap_s: float) -> None:
    found = Motion(VELOCITY_PX_S).shift_px(gap_s)
    assert found == pytest.approx(naive.faded_way(VELOCITY_PX_S, gap_s), rel=1e-3)


@given(GAPS_S, GAPS_S)
def test_two_predictions_equal_one_over_the_whole_gap(first_s: float, second_s: float) -> None:
    motion = Motion(VELOCITY_PX_S)
    between = motion.predicted(first_s)
    assert motion.shift_px(first_s) + between.shift_px(second_s) == pytest.approx(
        motion.shift_px(first_s + second_s)
    )
    assert between.predicted(second_s).velocity_px_s == pytest.approx(
        motion.predicted(first_s + second_s).velocity_px_s
    )


def test_the_position_grows_less_certain_with_the_gap_up_to_a_maximum() -> None:
    position_std_tl = [
        Motion().predicted(gap_s).position_std_tl for gap_s in (0.0, 0.1, 0.3, 1.0, 10.0)
    ]
    assert position_std_tl[0] == 0
    assert np.all(np.diff(position_std_tl[:4]) > 0)
    assert position_std_tl[-1] == 1.5


def test_a_body_seen_ahead_of_its_prediction_speeds_up_more_with_more_joints() -> None:
    expected, ahead_px = Motion().predicted(0.1), np.array([8.0, 0.0])
    few, many = (expected.corrected(ahead_px, size_px=100, joints=joints) for joints in (3, 18))
    assert 0 < few.velocity_px_s[0] < many.velocity_px_s[0] < ahead_px[0] / 0.1
    assert (
        many.uncertainty.position_var
        < few.uncertainty.position_var
        < expected.uncertainty.position_var
    )


def test_speed_is_limited_to_three_torso_lengths_a_second() -> None:
    leapt = Motion().predicted(0.1).corrected(np.array([300.0, 400.0]), size_px=100, joints=18)
    assert leapt.velocity_px_s == pytest.approx([180.0, 240.0])
