"""The DTW of two movements as a whole, compiled.

Sakoe and Chiba, "Dynamic programming algorithm optimization for spoken word recognition", 1978.
"""

import numba
import numpy as np
from numpy.typing import NDArray


@numba.njit(cache=True)
def accumulate(
    one: NDArray[np.float64], other: NDArray[np.float64], radius: int
) -> NDArray[np.float64]:
    """The smallest sums of squared distances, from the start to every pair of frames.

    ``one`` is (T, D), ``other`` (U, D); returns (T + 1, U + 1) with a first row and column of
    infinity but for their corner, and infinity for frames that are more than ``radius`` apart.
    """
    rows, columns = len(one), len(other)
    best = np.full((rows + 1, columns + 1), np.inf)
    best[0, 0] = 0.0
    for i in range(rows):
        for j in range(max(0, i - radius), min(columns, i + radius + 1)):
            apart = 0.0
            for k in range(one.shape[1]):
                step = one[i, k] - other[j, k]
                apart += step * step
            before = min(best[i, j], best[i, j + 1], best[i + 1, j])
            best[i + 1, j + 1] = before + apart
    return best


@numba.njit(cache=True)
def path_of(best: NDArray[np.float64]) -> NDArray[np.uint16]:
    """The way of the smallest sum through what :func:`accumulate` gives, as (N, 2) pairs of frames.

    Among equals it goes on in both movements at once.
    """
    i, j = best.shape[0] - 1, best.shape[1] - 1
    pairs = np.empty((i + j, 2), dtype=np.uint16)
    count = 0
    while i > 0 and j > 0:
        pairs[count, 0], pairs[count, 1] = i - 1, j - 1
        count += 1
        both, first, second = best[i - 1, j - 1], best[i - 1, j], best[i, j - 1]
        if both <= first and both <= second:
            i, j = i - 1, j - 1
        elif first <= second:
            i -= 1
        else:
            j -= 1
    return pairs[:count][::-1].copy()
