"""Dynamic Time Warping: checks the input and calls the compiled kernels.

The tests compare the kernels with tslearn.
"""

import numpy as np
from numpy.typing import NDArray

from spotter.movement.alignment.multivariate_dtw import all_finite, best_moves, trace_path
from spotter.movement.alignment.univariate_dtw import trajectory_distances
from spotter.movement.values import MovementError

_BAND_RATIO = 0.2
"""Corresponding frames are at most this far apart, as a ratio of the longer movement."""
_MOST_FRAMES = np.iinfo(np.uint16).max


def align(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.uint16]:
    """Align two movements as a whole, all coordinates at once, within a Sakoe-Chiba band.

    ``one`` is (T, D) and ``other`` (U, D), without NaN, each of 1 to 65,535 frames. Returns (N, 2)
    non-decreasing pairs of frames, from (0, 0) to (T - 1, U - 1).

    Raises :class:`MovementError` for other shapes and for missing values.

    >>> slow, fast = np.array([[0.0], [0.0], [1.0], [2.0]]), np.array([[0.0], [1.0], [2.0]])
    >>> align(slow, fast).tolist()
    [[0, 0], [1, 0], [2, 1], [3, 2]]
    """
    one, other = _checked(one, other)
    longer = max(len(one), len(other))
    if longer > _MOST_FRAMES:
        raise MovementError(f"DTW aligns up to 65,535 frames; found {longer}")
    radius = band_radius(longer)
    chosen = best_moves(one, np.ascontiguousarray(other.T), radius)
    return trace_path(chosen, len(other), radius)


def band_radius(longer: int) -> int:
    """The frames by which the band of :func:`align` reaches beyond the difference in length.

    ``longer`` is the length of the longer movement, frames.
    """
    return max(1, round(_BAND_RATIO * longer))


def distance(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The DTW distance of two movements as :func:`align` aligns them, in their unit.

    It is the root of the sum of the squared differences along the path. Raises
    :class:`MovementError` as :func:`align` does.

    >>> slow, fast = np.array([[0.0], [0.5], [1.0], [2.0]]), np.array([[0.0], [1.0], [2.0]])
    >>> distance(slow, fast)
    0.5
    """
    path = align(one, other)
    return float(np.linalg.norm(one[path[:, 0]] - other[path[:, 1]]))


def distances_per_trajectory(
    one: NDArray[np.float64], other: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The plain DTW distance of each coordinate's trajectory, each aligned separately.

    ``one`` is (T, D), ``other`` (U, D), without NaN; returns (D,) in their unit.

    Raises :class:`MovementError` for other shapes and for missing values.

    >>> one = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 0.0]])
    >>> other = np.array([[0.0, 3.0], [1.0, 4.0]])
    >>> distances_per_trajectory(one, other).round(3)
    array([0.   , 5.831])
    """
    return trajectory_distances(*_checked(one, other))


def warp(
    trajectory: NDArray[np.float64], path: NDArray[np.uint16], frames: int
) -> NDArray[np.float64]:
    """Bring ``trajectory`` onto the time axis of the movement that it was aligned with.

    ``trajectory`` is (T, ...), ``path`` its (N, 2) alignment with a movement of ``frames`` frames.
    Returns (frames, ...): the mean of the values that correspond to each frame.

    >>> slow, fast = np.array([[0.0], [0.2], [1.0], [2.0]]), np.array([[0.0], [1.0], [2.0]])
    >>> warp(slow, align(slow, fast), frames=3)
    array([[0.1],
           [1. ],
           [2. ]])
    """
    starts = np.searchsorted(path[:, 1], np.arange(frames))
    total = np.add.reduceat(trajectory[path[:, 0]], starts, axis=0, dtype=np.float64)
    count = np.diff(starts, append=len(path))
    return total / count.reshape(-1, *[1] * (trajectory.ndim - 1))


def _checked(
    one: NDArray[np.float64], other: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Both as the kernels need them: float64, C-contiguous, writeable."""
    two_dimensional = one.ndim == other.ndim == 2
    if not two_dimensional or one.shape[1] != other.shape[1] or not (one.size and other.size):
        raise MovementError(
            "DTW aligns (T, D) with (U, D), with T, U and D at least 1; "
            f"found {one.shape}, {other.shape}"
        )
    one, other = _kernel_array(one), _kernel_array(other)
    if not (all_finite(one) and all_finite(other)):
        raise MovementError("DTW needs finite coordinates; found missing or infinite ones")
    return one, other


def _kernel_array(trajectory: NDArray[np.float64]) -> NDArray[np.float64]:
    array = np.ascontiguousarray(trajectory, dtype=np.float64)
    return array if array.flags.writeable else array.copy()
