"""Judges reps against a reference, by one of several methods."""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from movement import blog
from movement.deviations import Deviations, compare
from movement.errors import MovementError
from movement.expectation import Expectation, expect
from movement.faults import find_faults
from movement.hints import hint
from movement.judgeable import why_unscorable
from movement.poses import PoseSeries
from movement.reference import Reference
from movement.verdict import Outcome, Verdict


class Scorer(Protocol):
    """Judges reps of one exercise."""

    def score(self, poses: PoseSeries) -> Verdict:
        """What is said of one rep."""


_LEAST_THRESHOLD = 1.5
_MARGIN = 1.35
_FEWEST_TO_COMPARE = 3


def threshold(reference: Reference) -> float:
    """The score above which a rep is faulty.

    The fewer reps the reference has, the less is known of what a good one may look like. From three
    reps on, each is also judged by the others, and must come out as good by a margin.
    """
    reps = reference.reps
    least = _LEAST_THRESHOLD * (1 + 1 / len(reps))
    if len(reps) < _FEWEST_TO_COMPARE:
        return least
    others = (
        Reference(reference.exercise, reps[:left_out] + reps[left_out + 1 :])
        for left_out in range(len(reps))
    )
    scores = [compare(rep, expect(rest)).score for rep, rest in zip(reps, others, strict=True)]
    return max(least, _MARGIN * max(scores))


class SpotterScorer:
    """Torso-sized units, one alignment of the whole body, deviations joint by joint."""

    def __init__(self, reference: Reference) -> None:
        self._expected = expect(reference)
        self._threshold = threshold(reference)

    def score(self, poses: PoseSeries) -> Verdict:
        """Good, faulty with faults and hints, or unscorable with the reason."""
        reason = why_unscorable(poses, self._expected)
        if reason:
            return _unscorable(reason)
        deviations = compare(poses, self._expected)
        faulty = deviations.score > self._threshold
        faults = find_faults(deviations, self._expected, self._threshold) if faulty else ()
        return Verdict(
            outcome=Outcome.FAULTY if faulty else Outcome.GOOD,
            score=deviations.score,
            threshold=self._threshold,
            faults=faults,
            hints=tuple(hint(fault, self._expected) for fault in faults),
            reference_rep_index=self._expected.representative_index,
            alignment=_frame_pairs(deviations, self._expected),
        )


class BlogScorer:
    """The median over the keypoints of the DTW distances between their heights in pixels."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference.reps[0]

    def score(self, poses: PoseSeries) -> Verdict:
        """Good or faulty, without saying what was wrong; unscorable without poses."""
        if not len(poses):
            return _unscorable("too few frames: 0")
        compared = blog.compare(self._reference, poses)
        if np.isnan(compared.median_px):
            return _unscorable("no keypoint is seen in both the reference and the attempt")
        return Verdict(
            outcome=Outcome.GOOD if compared.is_good else Outcome.FAULTY,
            score=compared.median_px,
            threshold=blog.THRESHOLD,
        )


_METHODS: dict[str, Callable[[Reference], Scorer]] = {
    "spotter": SpotterScorer,
    "blog": BlogScorer,
}

METHODS = tuple(_METHODS)


def make_scorer(method: str, reference: Reference) -> Scorer:
    """Prepare to judge reps against ``reference``; worth keeping for all of its reps.

    Raises :class:`MovementError` for an unknown method and for a reference that shows nobody.
    """
    if method not in _METHODS:
        raise MovementError(f"a scoring method is one of {', '.join(METHODS)}; found {method!r}")
    return _METHODS[method](reference)


def _unscorable(reason: str) -> Verdict:
    return Verdict(Outcome.UNSCORABLE, score=np.nan, threshold=np.nan, reason=reason)


def _frame_pairs(deviations: Deviations, expected: Expectation) -> NDArray[np.uint16]:
    """Pairs of frames of the attempt and of the reference's representative rep, without repeats."""
    pairs = np.stack([deviations.frames, expected.representative_frames], axis=1)
    pairs = np.maximum.accumulate(pairs, axis=0)
    return np.unique(pairs, axis=0).astype(np.uint16)
