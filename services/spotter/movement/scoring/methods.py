"""The scoring methods by name."""

from collections.abc import Callable
from typing import Protocol

from spotter.movement.scoring.article import ArticleScorer
from spotter.movement.scoring.spotter import SpotterScorer
from spotter.movement.values import Baseline, Exercise, MovementError, PoseSeries, Verdict


class Scorer(Protocol):
    """Judges reps of one exercise."""

    def score(self, poses: PoseSeries, baseline: Baseline | None = None) -> Verdict:
        """The verdict on one rep, by the person's own ``baseline`` if there is one."""


_METHODS: dict[str, Callable[[Exercise, str], Scorer]] = {
    "spotter": SpotterScorer,
    "blog": lambda exercise, _member: ArticleScorer(exercise),
}

METHODS = tuple(_METHODS)


def make_scorer(method: str, exercise: Exercise, member: str = "") -> Scorer:
    """A scorer for reps of ``exercise`` by ``member``, or by anybody; costly to make, so reuse it.

    Raises :class:`MovementError` for an unknown method and for a reference that shows nobody.

    >>> import numpy as np
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
