"""How well an exercise judges the reps that are known of it."""

from spotter.catalog.errors import CatalogError
from spotter.movement.assessment import (
    Calibration,
    calibration_of_oneself,
    compare_calibrations,
    learn,
)
from spotter.movement.values import Exercise, MovementError
from spotter.teaching.known import false_alarm_words
from spotter.wire.catalog.exercises.teaching import Calibrated


def calibrated(exercise: Exercise) -> Calibrated:
    """An exercise's calibration. Raises :class:`CatalogError` when nothing can be learnt of it."""
    try:
        return _calibrated(exercise, learn(exercise).calibration)
    except MovementError as error:
        raise CatalogError(str(error)) from error


def compared(before: Exercise, after: Exercise) -> tuple[Calibrated, Calibrated]:
    """Both calibrations, over the reps that either knows. Raises :class:`CatalogError`."""
    try:
        found = compare_calibrations(before, after)
        return _calibrated(before, found[0]), _calibrated(after, found[1])
    except MovementError as error:
        raise CatalogError(str(error)) from error


def _calibrated(exercise: Exercise, found: Calibration) -> Calibrated:
    own = calibration_of_oneself(exercise)
    return Calibrated(
        threshold=found.threshold,
        own_threshold=own.threshold if own else 0.0,
        good_judged=len(found.good_scores),
        false_alarms=found.false_alarms,
        faulty_judged=len(found.faulty_scores),
        misses=found.misses,
        false_alarm_words=false_alarm_words(exercise, found),
    )
