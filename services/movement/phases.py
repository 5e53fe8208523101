"""Movement over the phase of a rep instead of over time."""

import numpy as np
from numpy.typing import NDArray


def fill_gaps(course: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fill missing values by straight lines over the first axis, and by the nearest at the ends.

    ``course`` is (T, ...); what is never there stays NaN. Returns the same shape.
    """
    flat = course.reshape(len(course), -1).copy()
    frames = np.arange(len(course))
    for column in flat.T:
        seen = np.isfinite(column)
        if seen.any() and not seen.all():
            column[~seen] = np.interp(frames[~seen], frames[seen], column[seen])
    return flat.reshape(course.shape)


def resample(
    course: NDArray[np.float64], times_s: NDArray[np.float64], phases: int
) -> NDArray[np.float64]:
    """The course at evenly spaced times between its first and its last.

    ``course`` is (T, ...) at the rising ``times_s`` (T,), T at least 1; returns (phases, ...).
    """
    at_s = np.linspace(times_s[0], times_s[-1], phases)
    later = np.clip(np.searchsorted(times_s, at_s, side="right"), 1, max(1, len(times_s) - 1))
    if len(times_s) == 1:
        return np.repeat(course, phases, axis=0)
    earlier = later - 1
    share = (at_s - times_s[earlier]) / (times_s[later] - times_s[earlier])
    share = share.reshape(-1, *[1] * (course.ndim - 1))
    return course[earlier] * (1 - share) + course[later] * share
