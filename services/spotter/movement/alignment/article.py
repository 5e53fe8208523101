"""The method of the experiment that Spotter grew from, kept for comparison.

A. Calamea, "Just Used Machine Learning in My Workout!", Towards Data Science, 2020-03-27: the DTW
distance between the y coordinates, in pixels, of each COCO-18 keypoint; their median; below 30 the
execution is good. The article's column names leave out the neck, so each name after the nose is off
by one; this module uses OpenPose's own order.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.alignment.time_warping import distances_per_trajectory
from spotter.movement.geometry import fill_gaps
from spotter.movement.values import COCO_18, Joint, MovementError, PoseSeries

ARTICLE_THRESHOLD_PX = 30.0
"""A median at or above this is not good."""


@dataclass(frozen=True, slots=True)
class ArticleComparison:
    """The DTW distance of each keypoint, pixels, in OpenPose's COCO-18 order.

    NaN for a keypoint that the reference or the attempt never shows.
    """

    distances_px: dict[Joint, float]

    @property
    def median_px(self) -> float:
        """The median of the finite distances; NaN when there is none."""
        found = [value for value in self.distances_px.values() if np.isfinite(value)]
        return float(np.median(found)) if found else float("nan")

    @property
    def is_good(self) -> bool:
        """The article's verdict."""
        return self.median_px < ARTICLE_THRESHOLD_PX


Compare = Callable[[PoseSeries, PoseSeries], ArticleComparison]
"""Compares a reference with an attempt."""

_Distances = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]]


def compare_as_article(
    reference: PoseSeries,
    attempt: PoseSeries,
    distances: _Distances = distances_per_trajectory,
) -> ArticleComparison:
    """Compare an attempt with a reference as the article does.

    ``distances`` maps (T, D) and (U, D) to the DTW distance of each column, (D,).

    Raises :class:`MovementError` when either has no pose.

    >>> from spotter.simulation.filming.camera import Camera
    >>> from spotter.simulation.motion.performance import Plan, perform
    >>> poses = perform(Plan("squat", reps=3), np.random.default_rng(1)).poses(Camera())
    >>> keypoints = poses.keypoints + np.array((0, 10, 0), dtype=np.float32)
    >>> compared = compare_as_article(poses, PoseSeries(poses.captured_us, keypoints))
    >>> list(compared.distances_px)[:2]
    [<Joint.NOSE: 0>, <Joint.NECK: 1>]
    >>> compared.is_good
    False
    """
    if not (len(reference) and len(attempt)):
        raise MovementError(
            f"a comparison needs poses; found {len(reference)} in the reference and "
            f"{len(attempt)} in the attempt"
        )
    one, other = _heights(reference), _heights(attempt)
    both_seen = np.isfinite(one).all(axis=0) & np.isfinite(other).all(axis=0)
    distances_px = np.full(len(COCO_18), np.nan)
    if both_seen.any():
        distances_px[both_seen] = distances(one[:, both_seen], other[:, both_seen])
    return ArticleComparison(dict(zip(COCO_18, distances_px.tolist(), strict=True)))


def _heights(poses: PoseSeries) -> NDArray[np.float64]:
    """(T, 18) pixels below the picture's upper edge."""
    return fill_gaps(poses.keypoints[:, list(COCO_18), 1].astype(np.float64))
