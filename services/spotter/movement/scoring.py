"""Scores reps against the references of an exercise, by one of several methods."""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from spotter.movement.alignment import ARTICLE_THRESHOLD_PX, Compare, compare_as_article
from spotter.movement.assessment import (
    Calibration,
    Deviations,
    LearnedReference,
    find_faults,
    judge,
    learn,
)
from spotter.movement.execution import measure, measurement_basis
from spotter.movement.fitting import ReferenceModel
from spotter.movement.values import Exercise, MovementError, Outcome, PoseSeries, Verdict
from spotter.movement.wording.angle_words import worst_angle
from spotter.movement.wording.hints import hint, praise


class Scorer(Protocol):
    """Judges reps of one exercise."""

    def score(self, poses: PoseSeries) -> Verdict:
        """The verdict on one rep."""


class SpotterScorer:
    """Spotter's method: body-sized units, one alignment of the whole body, deviations per joint."""

    def __init__(self, exercise: Exercise, member: str = "") -> None:
        learned = learn(exercise, member)
        self._cues = exercise.cues
        self._known, self._member = learned.known, member
        self._measurement_bases = [
            measurement_basis(one.reference.reps, one.expected) for one in learned.known
        ]
        self._models = [_model(one, exercise) for one in learned.known]
        self.calibration: Calibration = learned.calibration

    def score(self, poses: PoseSeries) -> Verdict:
        """Good, faulty with faults and hints, or unscorable with the reason."""
        judgement = judge(poses, self._known, self._member)
        if isinstance(judgement, str):
            return _unscorable(judgement)
        deviations, threshold = judgement.deviations, self.calibration.threshold
        expected = self._known[judgement.reference_index].expected
        reference_index, rep_index = self._models[judgement.reference_index]
        faulty = judgement.score > threshold
        faults = find_faults(deviations, expected) if faulty else ()
        return Verdict(
            outcome=Outcome.FAULTY if faulty else Outcome.GOOD,
            score=judgement.score,
            threshold=threshold,
            faults=faults,
            hints=tuple(hint(fault, expected, self._cues) for fault in faults),
            praises=tuple(praise(fault, expected) for fault in faults),
            reference_index=reference_index,
            reference_rep_index=rep_index,
            facing=deviations.facing,
            alignment=_frame_pairs(deviations, expected),
            measures=measure(
                judgement.trajectory,
                float(poses.times_s[-1]),
                deviations.facing,
                self._measurement_bases[judgement.reference_index],
            ),
            angle=worst_angle(deviations.trajectory, expected, deviations.facing),
        )


class ArticleScorer:
    """The article's method: the median over keypoints of the DTW distance of their heights, px."""

    def __init__(self, exercise: Exercise, compare: Compare = compare_as_article) -> None:
        self._reference = exercise.references[0].reps[0]
        self._compare = compare

    def score(self, poses: PoseSeries) -> Verdict:
        """Good or faulty, without saying what was wrong; unscorable without poses."""
        if not len(poses):
            return _unscorable("too few frames: 0")
        compared = self._compare(self._reference, poses)
        if np.isnan(compared.median_px):
            return _unscorable("no keypoint is seen in both the reference and the attempt")
        return Verdict(
            outcome=Outcome.GOOD if compared.is_good else Outcome.FAULTY,
            score=compared.median_px,
            threshold=ARTICLE_THRESHOLD_PX,
        )


_METHODS: dict[str, Callable[[Exercise, str], Scorer]] = {
    "spotter": SpotterScorer,
    "blog": lambda exercise, _member: ArticleScorer(exercise),
}

METHODS = tuple(_METHODS)


def make_scorer(method: str, exercise: Exercise, member: str = "") -> Scorer:
    """A scorer for reps of ``exercise`` by ``member``, or by anybody; costly to make, so reuse it.

    Raises :class:`MovementError` for an unknown method and for a reference that shows nobody.

    >>> from spotter.simulation.filming.camera import Camera
    >>> from spotter.simulation.motion.performance import Plan, perform
    >>> poses = perform(Plan("squat", reps=3), np.random.default_rng(1)).poses(Camera())
    >>> from spotter.movement.segmentation.reference_recording import make_reference
    >>> exercise = Exercise((make_reference("squat", poses),))
    >>> verdict = make_scorer("spotter", exercise).score(exercise.references[0].reps[1])
    >>> verdict.outcome, verdict.score < verdict.threshold
    (<Outcome.GOOD: 'good'>, True)
    """
    if method not in _METHODS:
        raise MovementError(f"a scoring method is one of {', '.join(METHODS)}; found {method!r}")
    return _METHODS[method](exercise, member)


def _unscorable(reason: str) -> Verdict:
    return Verdict(Outcome.UNSCORABLE, score=np.nan, threshold=np.nan, reason=reason)


def _model(known: LearnedReference, exercise: Exercise) -> tuple[int, int]:
    """The indices of the reference and of its rep that represents ``known``.

    ``known`` may have been learned from only some of the reps, and in another order.
    """
    model = known.reference.reps[known.expected.representative_index]
    return next(
        (reference_index, rep_index)
        for reference_index, reference in enumerate(exercise.references)
        for rep_index, rep in enumerate(reference.reps)
        if rep is model
    )


def _frame_pairs(deviations: Deviations, expected: ReferenceModel) -> NDArray[np.uint16]:
    """Distinct pairs of frames: the attempt's and the representative rep's."""
    pairs = np.stack([deviations.frames, expected.representative_frames], axis=1)
    pairs = np.maximum.accumulate(pairs[deviations.phases], axis=0)
    return np.unique(pairs, axis=0).astype(np.uint16)
