"""What an exercise's threshold rests on, and what other ratios would do."""

from collections import Counter

import numpy as np
import pytest

from spotter.catalog.calibration.known_reps import seen
from spotter.catalog.errors import CatalogError
from spotter.movement.assessment import learn
from spotter.movement.values import Exercise, PoseSeries, Reference
from spotter.wire.catalog.exercises.calibration import (
    CalibrationSeen,
    GymScore,
    KnownKind,
    calibration_message,
    calibration_of,
)
from spotter.wire.catalog.exercises.exercises import Activation, ExerciseCounts, ExerciseInfo
from support.movements.varied_squats import DEPTH_PX, varied_squats

RNG = np.random.default_rng(5)
COUNTS = ExerciseCounts(3, 1, 1, 0, 0, 0.05)
INFO = ExerciseInfo("id", "squat", 0, 0, Activation("b" * 64, 0, "ida", "", COUNTS))
DEEP = 3.5 * DEPTH_PX


def squat(people: int, reps: int = 3) -> Exercise:
    recorded = (
        Reference("squat", varied_squats(RNG, reps, spread=0.02), f"person {number}")
        for number in range(people)
    )
    return Exercise(tuple(recorded))


def seen_of(exercise: Exercise) -> CalibrationSeen:
    return seen(INFO, exercise, ((GymScore(0.5, is_faulty=False),), 3))


def test_it_tells_each_known_rep_by_its_kind_and_view() -> None:
    fine, wrong = varied_squats(RNG, 2, DEEP)
    found = seen_of(squat(1).with_confirmed_rep(fine, "ben").with_faulty_rep(wrong))
    assert Counter(one.kind for one in found.known) == {
        KnownKind.RECORDED: 3,
        KnownKind.FINE: 1,
        KnownKind.WRONG: 1,
    }
    threshold = next(one.threshold for one in found.rates if one.false_alarm_ratio == 0.05)
    above = {one.kind for one in found.known if one.score > threshold}
    assert above == {KnownKind.FINE, KnownKind.WRONG}
    assert {one.view for one in found.known} == {"front"}
    assert calibration_of(calibration_message(found)) == found


def test_each_rate_has_the_threshold_that_it_would_have_live() -> None:
    exercise = squat(1)
    found = seen_of(exercise)
    for one in found.rates[::9]:
        change = Exercise(exercise.references, false_alarm_ratio=one.false_alarm_ratio)
        calibration = learn(change).calibration
        assert (one.threshold, one.missing) == (calibration.threshold, calibration.missing_reps)


@pytest.mark.parametrize(("people", "least"), [(1, 0.0), (4, 0.0), (6, 0.25)])
def test_no_rate_is_promised_that_so_few_people_cannot(people: int, least: float) -> None:
    found = seen_of(squat(people, reps=1))
    assert (found.people, found.least_promised_ratio) == (people, least)
    promised = [one.false_alarm_ratio for one in found.rates if not one.missing]
    assert (min(promised) if promised else 0.0) == least


def test_an_exercise_that_shows_nobody_is_refused() -> None:
    nobody = PoseSeries(np.arange(40) * 50_000, np.full((40, 25, 3), np.nan, np.float32))
    with pytest.raises(CatalogError, match="needs a rep that can be judged"):
        seen_of(Exercise((Reference("squat", (nobody,)),)))
