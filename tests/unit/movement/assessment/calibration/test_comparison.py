from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.assessment.calibration.calibration import learn
from spotter.movement.assessment.calibration.comparison import compare_calibrations
from spotter.movement.values.taught.exercise import Exercise
from spotter.movement.values.taught.reference import Reference
from support.movements.varied_squats import DEPTH_PX, varied_squat, varied_squats

RNG = np.random.default_rng(11)
SQUAT = Exercise((Reference("squat", varied_squats(RNG, 5, spread=0.02), "anna"),))
DEEPER = varied_squats(RNG, 2, 3.5 * DEPTH_PX, spread=0.02)


def test_without_a_change_both_calibrations_are_equal() -> None:
    assert compare_calibrations(SQUAT, SQUAT) == (learn(SQUAT).calibration,) * 2


def test_reps_that_were_fine_do_not_count_for_the_threshold() -> None:
    after = SQUAT
    for rep in DEEPER:
        after = after.with_confirmed_rep(rep, "ben")
    assert compare_calibrations(SQUAT, after) == (learn(SQUAT).calibration,) * 2


def test_reps_that_were_wrong_count_as_misses_of_before() -> None:
    alike = varied_squat(RNG, spread=0.01)
    before, after = compare_calibrations(SQUAT, SQUAT.with_faulty_rep(alike))
    assert (before.misses, len(before.faulty_scores)) == (1, 1)
    assert (after.misses, len(after.faulty_scores)) == (1, 1)


def test_reps_that_going_back_forgets_still_count() -> None:
    before = SQUAT.with_reference(Reference("squat", DEEPER, "ben"))
    now, then = compare_calibrations(replace(before, faulty_reps=varied_squats(RNG, 1, 30)), SQUAT)
    assert len(then.good_scores) == 7
    assert then.false_alarms == 2
    assert len(now.faulty_scores) == len(then.faulty_scores) == 1


@pytest.mark.parametrize("ratio", [0.01, 0.2])
def test_another_false_alarm_ratio_is_counted_over_the_same_reps(ratio: float) -> None:
    before, after = compare_calibrations(SQUAT, replace(SQUAT, false_alarm_ratio=ratio))
    assert before.good_scores == after.good_scores
    assert (before.threshold < after.threshold) is (ratio < 0.05)
