"""The article's method with tslearn, the implementation that the article used."""

import numpy as np
from numpy.typing import NDArray
from tslearn.metrics import dtw

from spotter.movement import alignment
from spotter.movement.alignment import ArticleComparison
from spotter.movement.values import PoseSeries


def compare_as_article(reference: PoseSeries, attempt: PoseSeries) -> ArticleComparison:
    """As :func:`spotter.movement.alignment.compare_as_article`, with ``tslearn.metrics.dtw``.

    The first call in a process takes seconds, since tslearn compiles its DTW and does not cache it.

    Raises :class:`MovementError` when either has no pose.

    >>> from spotter.simulation.filming.camera import Camera
    >>> from spotter.simulation.motion.performance import Plan, perform
    >>> poses = perform(Plan("squat", reps=3), np.random.default_rng(1)).poses(Camera())
    >>> compare_as_article(poses, poses).median_px
    0.0
    """
    return alignment.compare_as_article(reference, attempt, _distances_per_trajectory)


def _distances_per_trajectory(
    one: NDArray[np.float64], other: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The DTW distance of each column of ``one`` (T, D) to that of ``other`` (U, D): (D,)."""
    return np.array([dtw(*pair, be="numpy") for pair in zip(one.T, other.T, strict=True)])
