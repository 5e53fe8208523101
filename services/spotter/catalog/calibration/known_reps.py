"""What an exercise's threshold for anybody rests on, and what other ratios would do. Pure."""

from collections.abc import Iterable, Iterator

from spotter.catalog.errors import CatalogError
from spotter.movement.assessment import KnownReps, ScoredRep, scored
from spotter.movement.geometry import view_words
from spotter.movement.values import Exercise, MovementError, Reference
from spotter.wire.catalog.exercises.calibration import (
    CalibrationSeen,
    GymScore,
    KnownKind,
    KnownScore,
    RateChoice,
)
from spotter.wire.catalog.exercises.exercises import ExerciseInfo

_PERCENT = (
    *(0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10),
    *(12, 14, 16, 18, 20, 25, 30, 35, 40, 45),
)
_MOST_RATIO = 0.5
_FEWEST_TO_LEARN_FROM = 3


def seen(
    info: ExerciseInfo, exercise: Exercise, gym: tuple[tuple[GymScore, ...], int]
) -> CalibrationSeen:
    """The calibration of a version; ``gym`` are the gym's reps, and how many are left out.

    Raises :class:`CatalogError` when nothing can be learnt of it.
    """
    try:
        reps = KnownReps(exercise)
        return CalibrationSeen(
            exercise=info,
            rates=tuple(_rates(reps, exercise.false_alarm_ratio)),
            known=tuple(_known(reps, exercise)),
            judged_by=reps.relation.value,
            people=reps.independent,
            least_promised_ratio=least_promised_ratio(reps.independent),
            gym=gym[0],
            by_other_recordings=gym[1],
        )
    except MovementError as error:
        raise CatalogError(str(error)) from error


def threshold_of(exercise: Exercise) -> float:
    """The threshold for anybody. Raises :class:`CatalogError` when nothing can be learnt of it."""
    try:
        return KnownReps(exercise).calibration(exercise.false_alarm_ratio).threshold
    except MovementError as error:
        raise CatalogError(str(error)) from error


def least_promised_ratio(samples: int) -> float:
    """The least ratio that so many independent samples can promise; 0 for none below 50 %.

    Three are learned from; of n others one more exceeds the largest with probability 1 / (n + 1).

    >>> least_promised_ratio(22), least_promised_ratio(4)
    (0.05, 0.0)
    """
    ratio = 1 / max(1, samples - _FEWEST_TO_LEARN_FROM + 1)
    return ratio if ratio < _MOST_RATIO else 0.0


def _rates(reps: KnownReps, live: float) -> Iterator[RateChoice]:
    for ratio in sorted({percent / 100 for percent in _PERCENT} | {live}):
        found = reps.calibration(ratio)
        yield RateChoice(ratio, found.threshold, found.missing_reps)


def _known(reps: KnownReps, exercise: Exercise) -> Iterator[KnownScore]:
    sample, faulty = reps.scored(exercise.false_alarm_ratio)
    confirmed = (one.reps[0] for one in exercise.confirmed)
    fine = scored(confirmed, sample.known, reps.relation)
    yield from _scores(KnownKind.RECORDED, sample.reps)
    yield from _scores(KnownKind.FINE, fine)
    yield from _scores(KnownKind.WRONG, faulty)


def _scores(kind: KnownKind, reps: Iterable[ScoredRep]) -> Iterator[KnownScore]:
    for rep in reps:
        yield KnownScore(kind, rep.score, view_words(Reference("", (rep.poses,))))
