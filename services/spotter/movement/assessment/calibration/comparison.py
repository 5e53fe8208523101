"""Compares the calibrations of two versions of an exercise, before and after a trainer's change."""

from collections.abc import Iterable
from dataclasses import replace

from spotter.movement.assessment.calibration.calibration import Calibration, Learned, learn
from spotter.movement.assessment.judgeable_rep import JudgeableRep
from spotter.movement.assessment.judgement import Judgement
from spotter.movement.values import Exercise, PoseSeries


def compare_calibrations(before: Exercise, after: Exercise) -> tuple[Calibration, Calibration]:
    """Both calibrations; the scores of each include the reps that only the other has recorded.

    So both count false alarms and misses over the same reps: known reps are judged without
    themselves, the others are unseen anyway.

    Raises :class:`MovementError` when a reference shows nobody.
    """
    return _calibration(before, after), _calibration(after, before)


def _calibration(exercise: Exercise, other: Exercise) -> Calibration:
    learned = learn(exercise)
    good = (rep for reference in other.recorded for rep in reference.reps)
    found = learned.calibration
    return replace(
        found,
        good_scores=(*found.good_scores, *_scores_of_unknown(good, exercise, learned)),
        faulty_scores=(
            *found.faulty_scores,
            *_scores_of_unknown(other.faulty_reps, exercise, learned),
        ),
    )


def _scores_of_unknown(
    reps: Iterable[PoseSeries], exercise: Exercise, learned: Learned
) -> list[float]:
    judged = (learned.judge(JudgeableRep.of(rep)) for rep in reps if not exercise.knows(rep))
    return [one.score for one in judged if isinstance(one, Judgement)]
