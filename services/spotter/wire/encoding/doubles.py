"""Arrays of doubles as repeated fields and back, exact to the bit."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def doubles(array: NDArray[np.float64]) -> list[float]:
    """All values of an array, row by row."""
    values: list[float] = array.ravel().tolist()
    return values


def array_of(values: Sequence[float]) -> NDArray[np.float64]:
    """(N,) float64 from a repeated field."""
    return np.array(values[:], dtype=np.float64)


def points_of(values: Sequence[float]) -> NDArray[np.float64]:
    """(N, 2) float64 from a repeated field of alternating x and y.

    Raises ValueError for an odd number of values.
    """
    return array_of(values).reshape(-1, 2)
