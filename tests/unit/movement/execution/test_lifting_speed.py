"""How fast reps were lifted, with filmed reps whose parts are slowed by known factors."""

from math import isnan

import numpy as np
import pytest

from spotter.movement.execution.lifting_speed import lifting_speeds_tl_s
from spotter.movement.segmentation import cut_reps, learn_template
from spotter.movement.values.poses import PoseSeries
from spotter.movement.values.skeleton import Joint
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, filmed_reference

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


@pytest.mark.parametrize(("exercise", "lifts_out"), [("squat", False), ("biceps-curl", True)])
def test_only_the_way_up_counts_and_its_slowing_is_told(exercise: str, lifts_out: bool) -> None:  # noqa: FBT001 - which of two
    rep = one_rep(exercise)
    up = slowed(rep, 1.5, 1.0) if lifts_out else slowed(rep, 1.0, 1.5)
    down = slowed(rep, 1.0, 1.5) if lifts_out else slowed(rep, 1.5, 1.0)
    usual, slow_up, slow_down = lifting_speeds_tl_s([rep, up, down])
    assert slow_up / usual == pytest.approx(1 / 1.5, abs=WITHIN)
    assert slow_down / usual == pytest.approx(1, abs=WITHIN)


def test_a_joint_that_few_of_the_reps_show_does_not_measure_them() -> None:
    rep = one_rep("biceps-curl")
    wrists = [Joint.LEFT_WRIST, Joint.RIGHT_WRIST]
    keypoints = rep.keypoints.copy()
    keypoints[:, wrists] = np.nan
    # Elbows that go up as far: seen in all reps, but in one of them the wrists go farther still.
    keypoints[:, [Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW]] = 0.9 * rep.keypoints[:, wrists]
    elbows_only = PoseSeries(rep.captured_us, keypoints)
    speeds = lifting_speeds_tl_s([rep, elbows_only, elbows_only])
    assert [isnan(one) for one in speeds] == [True, False, False]


def test_what_is_not_seen_or_does_not_move_has_no_speed() -> None:
    rep = one_rep("squat")
    still = PoseSeries(rep.captured_us, np.repeat(rep.keypoints[:1], len(rep), axis=0))
    hidden = PoseSeries(rep.captured_us, np.full_like(rep.keypoints, np.nan))
    speeds = lifting_speeds_tl_s([rep, still, hidden, PoseSeries.of([])])
    assert [isnan(one) for one in speeds] == [False, True, True, True]
    seldom = PoseSeries(rep.captured_us[::15], rep.keypoints[::15])
    assert isnan(lifting_speeds_tl_s([rep, seldom])[1])
    assert lifting_speeds_tl_s([]) == []
    assert isnan(lifting_speeds_tl_s([hidden])[0])
