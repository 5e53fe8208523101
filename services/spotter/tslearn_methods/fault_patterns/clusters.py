"""Groups series by tslearn's k-means with DTW.

Petitjean, Ketterlin and Gançarski, "A global averaging method for dynamic time warping, with
applications to clustering", 2011.
"""

import warnings
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from tslearn.metrics import cdist_dtw

from spotter.movement.alignment import band_radius

with warnings.catch_warnings():  # that models cannot be kept in HDF5 files, which nobody asks for
    warnings.filterwarnings("ignore", message="h5py not installed")
    from tslearn.clustering import TimeSeriesKMeans

_ROUNDS = 10
_ROUNDS_OF_A_CENTRE = 2


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """``centres`` (k, T, D) and the cluster of each series, ``labels`` (N,)."""

    centres: NDArray[np.float64]
    labels: NDArray[np.intp]

    @classmethod
    def fit(cls, series: NDArray[np.float64], count: int, seed: int, starts: int = 1) -> Self:
        """Of ``series`` (N, T, D) without NaN; the best of some ``starts``."""
        means = TimeSeriesKMeans(
            count,
            metric="dtw",
            metric_params=_band(series),
            max_iter=_ROUNDS,
            max_iter_barycenter=_ROUNDS_OF_A_CENTRE,
            n_init=starts,
            random_state=seed,
        )
        with _brief_printing():
            means.fit(series)
        return cls(means.cluster_centers_, means.labels_.astype(np.intp))

    def distances(self, series: NDArray[np.float64]) -> NDArray[np.float64]:
        """(N, k) the DTW distances of ``series`` (N, T, D) from the centres."""
        return distances_between(series, self.centres)


def distances_between(
    ones: NDArray[np.float64], others: NDArray[np.float64]
) -> NDArray[np.float64]:
    """(N, M) the DTW distances of (N, T, D) from (M, T, D), within the band of the kernel."""
    with _brief_printing():
        distances: NDArray[np.float64] = cdist_dtw(ones, others, **_band(ones))
    return distances


def _brief_printing() -> AbstractContextManager[object]:
    """Tslearn prints each array to learn whose it is, which takes two thirds of the time."""
    return np.printoptions(threshold=1, edgeitems=1)


def _band(series: NDArray[np.float64]) -> dict[str, str | int]:
    radius = band_radius(series.shape[1])
    return {"global_constraint": "sakoe_chiba", "sakoe_chiba_radius": radius}
