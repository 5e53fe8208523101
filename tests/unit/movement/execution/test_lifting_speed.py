"""How fast reps were lifted, with filmed reps whose parts are slowed by known factors."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spotter.movement.execution.lifting_speed import (
    TrackRise,
    lifting_joint,
    lifting_speed,
    track_rise,
)
from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.values import LiftingSpeed
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, filmed_reference
from support.twins.movement import Array, rise_in_small_steps

WITHIN = 0.03


def one_rep(exercise: str) -> PoseSeries:
    _, poses = filmed(Plan(exercise, reps=1, rate_hz=30.0))
    [rep] = cut_reps(learn_template(filmed_reference(exercise)), poses)
    return poses.between(rep.started_us, rep.ended_us)


def slowed(rep: PoseSeries, out: float, back: float) -> PoseSeries:
    """The rep with its way out and its way back taking so many times as long."""
    wrist = rep.keypoints[:, [Joint.RIGHT_WRIST, Joint.MID_HIP], 1].sum(axis=1)
    turn = int(np.abs(wrist - wrist[0]).argmax())
    steps = np.diff(rep.captured_us).astype(np.float64)
    steps[:turn] *= out
    steps[turn:] *= back
    times_us = np.concatenate([[0], np.cumsum(steps)]).round().astype(np.int64)
    return PoseSeries(times_us, rep.keypoints)


def speed_of(rep: PoseSeries, joint: Joint) -> LiftingSpeed:
    found = lifting_speed(rep, joint)
    assert found is not None
    return found


def rise_of(height_tl: Array, times_s: Array) -> TrackRise:
    found = track_rise(np.stack([np.zeros_like(height_tl), height_tl], axis=1), times_s)
    assert found is not None
    return found


def curl(way_s: float, height_tl: float, rate_hz: float = 60.0) -> tuple[Array, Array]:
    """Up and down again, each as smoothly as can be (a minimum jerk) in ``way_s``."""
    times_s = np.arange(0, 2 * way_s + 1.2, 1 / rate_hz)
    up, down = (np.clip((times_s - begin) / way_s, 0, 1) for begin in (0.5, 0.7 + way_s))
    rise, fall = (10 * part**3 - 15 * part**4 + 6 * part**5 for part in (up, down))
    return height_tl * (rise - fall), times_s


@pytest.mark.parametrize(("exercise", "lifts_out"), [("squat", False), ("biceps-curl", True)])
def test_only_the_way_up_counts_and_its_slowing_is_told(exercise: str, lifts_out: bool) -> None:  # noqa: FBT001 - which of two
    rep = one_rep(exercise)
    joint = lifting_joint([rep])
    assert joint is not None
    up = slowed(rep, 1.5, 1.0) if lifts_out else slowed(rep, 1.0, 1.5)
    down = slowed(rep, 1.0, 1.5) if lifts_out else slowed(rep, 1.5, 1.0)
    usual, slow_up, slow_down = (speed_of(one, joint) for one in (rep, up, down))
    assert slow_up.mean_tl_s / usual.mean_tl_s == pytest.approx(1 / 1.5, abs=WITHIN)
    assert slow_up.peak_tl_s / usual.peak_tl_s == pytest.approx(1 / 1.5, abs=WITHIN)
    assert slow_down.mean_tl_s / usual.mean_tl_s == pytest.approx(1, abs=WITHIN)
    assert slow_down.peak_tl_s / usual.peak_tl_s == pytest.approx(1, abs=WITHIN)


def test_the_joint_is_the_one_that_rises_most() -> None:
    assert lifting_joint([one_rep("biceps-curl")] * 2) in {Joint.RIGHT_WRIST, Joint.LEFT_WRIST}
    hidden = PoseSeries(np.arange(9), np.full((9, 25, 3), np.nan, dtype=np.float32))
    assert lifting_joint([hidden]) is None
    assert lifting_joint([PoseSeries.of([])]) is None
    assert lifting_joint([]) is None


def test_a_joint_that_few_of_the_reps_show_does_not_measure_them() -> None:
    rep = one_rep("biceps-curl")
    wrists = [Joint.LEFT_WRIST, Joint.RIGHT_WRIST]
    keypoints = rep.keypoints.copy()
    keypoints[:, wrists] = np.nan
    # Elbows that go up as far: seen in all reps, but in one of them the wrists go farther still.
    keypoints[:, [Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW]] = 0.9 * rep.keypoints[:, wrists]
    elbows_only = PoseSeries(rep.captured_us, keypoints)
    assert lifting_joint([rep, elbows_only, elbows_only]) in {Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW}


def test_what_is_not_seen_or_does_not_move_has_no_speed() -> None:
    rep = one_rep("squat")
    joint = lifting_joint([rep])
    assert joint is not None
    still = PoseSeries(rep.captured_us, np.repeat(rep.keypoints[:1], len(rep), axis=0))
    hidden = PoseSeries(rep.captured_us, np.full_like(rep.keypoints, np.nan))
    seldom = PoseSeries(rep.captured_us[::15], rep.keypoints[::15])
    for one in (still, hidden, seldom, PoseSeries.of([])):
        assert lifting_speed(one, joint) is None


def test_a_smooth_lift_has_the_speeds_that_its_formula_gives() -> None:
    rise = rise_of(*curl(way_s=1.0, height_tl=0.8))
    assert rise.rise_tl == pytest.approx(0.8, rel=0.01)
    # From a tenth of a minimum jerk's way to nine tenths it takes .507 of its time.
    assert rise.mean_tl_s == pytest.approx(0.8 * 0.8 / 0.507, rel=0.02)
    assert rise.peak_tl_s == pytest.approx(0.8 * 1.875, rel=0.03)


@given(st.floats(0.5, 3), st.floats(0.3, 2), st.sampled_from([15.0, 30.0, 60.0]), st.floats(-3, 3))
def test_twice_as_high_is_twice_as_fast_and_twice_as_long_is_half(
    way_s: float, height_tl: float, rate_hz: float, from_tl: float
) -> None:
    height, times_s = curl(way_s, height_tl, rate_hz)
    rise, farther = rise_of(height, times_s), rise_of(from_tl + 2 * height, times_s)
    assert farther.mean_tl_s == pytest.approx(2 * rise.mean_tl_s)
    assert farther.peak_tl_s == pytest.approx(2 * rise.peak_tl_s)
    assert farther.rise_tl == pytest.approx(2 * rise.rise_tl)
    slower = rise_of(*curl(2 * way_s, height_tl, rate_hz))
    assert slower.mean_tl_s == pytest.approx(rise.mean_tl_s / 2, rel=0.1)
    assert rise.mean_tl_s < rise.peak_tl_s < 2 * rise.mean_tl_s


@given(st.integers(0, 2**32 - 1), st.floats(0.6, 2))
def test_the_speeds_are_those_of_a_slow_twin(seed: int, way_s: float) -> None:
    height, times_s = curl(way_s, 1.0, rate_hz=15.0)  # too slow to be smoothed
    height = height + np.random.default_rng(seed).normal(0, 0.01, len(height))
    rise = rise_of(height, times_s)
    mean_tl_s, peak_tl_s = rise_in_small_steps(times_s, height)
    assert rise.mean_tl_s == pytest.approx(mean_tl_s, rel=0.01)
    assert rise.peak_tl_s == pytest.approx(peak_tl_s, rel=0.01)


def test_what_goes_sideways_does_not_count_and_gaps_are_bridged() -> None:
    height, times_s = curl(1.0, 0.8)
    straight = rise_of(height, times_s)
    track = np.stack([5 * times_s, height], axis=1)
    assert track_rise(track, times_s) == straight
    track[40:44] = math.nan
    gap = track_rise(track, times_s)
    assert gap is not None
    assert gap.mean_tl_s == pytest.approx(straight.mean_tl_s, rel=0.02)
    track[40:75] = math.nan
    assert track_rise(track, times_s) is None
