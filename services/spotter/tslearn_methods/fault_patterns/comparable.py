"""Brings the deviations of many reps into one form without gaps.

A single NaN would make a centre of tslearn's NaN without an error.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import JOINT_COUNT

_MOST_SHOWN = 0.5
"""A joint that fewer of the reps show is not compared."""
_LEAST_SHOWN = 0.75
"""A rep that shows a smaller part of the compared joints is left out."""


@dataclass(frozen=True, slots=True, eq=False)
class ComparableReps:
    """The curves of the reps that can be compared, without gaps.

    ``series`` is (N, T, D): the coordinates of the compared joints, divided by the root of T * D,
    so that DTW distances are root mean squares. ``places`` (N,) are the reps' places among all, and
    ``joints`` (25,) says which joints are compared.
    """

    series: NDArray[np.float64]
    places: NDArray[np.intp]
    joints: NDArray[np.bool_]

    @classmethod
    def of(cls, curves: NDArray[np.float64]) -> Self:
        """Of ``curves`` (N, T, 25, 2), NaN at joints that a rep does not show.

        Joints that most reps lack are left out, and then reps that lack many of the others; what is
        still missing is filled with the mean of the other reps at that phase.
        """
        shown = np.asarray(np.isfinite(curves).all(axis=(1, 3)))
        joints = shown.sum(axis=0) >= _MOST_SHOWN * max(1, len(curves))
        kept = shown.any(axis=1) & (shown[:, joints].sum(axis=1) >= _LEAST_SHOWN * joints.sum())
        known = np.where(shown[:, None, :, None], curves, np.nan)[kept][:, :, joints]
        filled = np.where(np.isfinite(known), known, _mean_of_known(known))
        flat = filled.reshape(*filled.shape[:2], filled.shape[2] * filled.shape[3])
        return cls(flat / np.sqrt(max(1, flat[:1].size)), kept.nonzero()[0], joints)

    def curves(self, series: NDArray[np.float64]) -> NDArray[np.float32]:
        """``series`` (T, D) as curves again: (T, 25, 2), NaN for joints that are not compared."""
        whole = np.full((len(series), JOINT_COUNT, 2), np.nan, dtype=np.float32)
        scaled = series * np.sqrt(series.size)
        whole[:, self.joints] = scaled.reshape(len(series), -1, 2)
        return whole


def _mean_of_known(curves: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean over the reps that show a joint."""
    there = np.isfinite(curves)
    mean: NDArray[np.float64] = np.nan_to_num(curves).sum(axis=0) / np.maximum(1, there.sum(axis=0))
    return mean
