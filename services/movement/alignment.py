"""Dynamic Time Warping: which moment of one movement corresponds to which of another.

Whole movements are aligned by a compiled kernel, to which tslearn is the oracle in the tests;
tslearn measures the single courses of the blog's method.
"""

import numpy as np
from numpy.typing import NDArray

from movement.dtw import accumulate, path_of
from movement.errors import MovementError

_BAND_RATIO = 0.2
"""Corresponding moments are at most this far apart, as a ratio of the longer movement."""


def align(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.uint16]:
    """Align two movements as a whole, all coordinates at once, within a Sakoe-Chiba band.

    ``one`` is (T, D) and ``other`` (U, D), without NaN, each of 1 to 65,535 frames. Returns (N, 2):
    pairs of frames, from (0, 0) to (T - 1, U - 1), neither of which ever falls.

    Raises :class:`MovementError` for other shapes and for missing values.
    """
    _check(one, other)
    radius = max(1, round(_BAND_RATIO * max(len(one), len(other))), abs(len(one) - len(other)))
    return path_of(accumulate(one, other, radius))


def distance(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The plain DTW distance between two courses of one coordinate, in their unit.

    ``one`` is (T,), ``other`` (U,), without NaN.

    Raises :class:`MovementError` for other shapes and for missing values.
    """
    # tslearn takes seconds and 200 MB to import, which the other methods need not pay for.
    from tslearn.metrics import dtw  # noqa: PLC0415

    _check(one[:, None], other[:, None])
    return float(dtw(one, other, be="numpy"))


def warp(course: NDArray[np.float64], path: NDArray[np.uint16], frames: int) -> NDArray[np.float64]:
    """``course`` on the time axis of the movement that it was aligned with.

    ``course`` is (T, ...), ``path`` the (N, 2) alignment of it with a movement of ``frames``
    frames. Returns (frames, ...): the mean of what corresponds to each frame.
    """
    total = np.zeros((frames, *course.shape[1:]))
    np.add.at(total, path[:, 1], course[path[:, 0]])
    count = np.bincount(path[:, 1], minlength=frames)
    return total / count.reshape(-1, *[1] * (course.ndim - 1))


def _check(one: NDArray[np.float64], other: NDArray[np.float64]) -> None:
    two_dimensional = one.ndim == other.ndim == 2
    if not two_dimensional or one.shape[1] != other.shape[1] or not (one.size and other.size):
        raise MovementError(
            "DTW aligns (T, D) with (U, D), T, U and D at least 1; "
            f"found {one.shape}, {other.shape}"
        )
    if max(len(one), len(other)) > np.iinfo(np.uint16).max:
        raise MovementError(f"DTW aligns up to 65,535 frames; found {max(len(one), len(other))}")
    if not (np.isfinite(one).all() and np.isfinite(other).all()):
        raise MovementError("DTW needs finite coordinates; found missing ones")
