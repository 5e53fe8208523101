"""Whether clusters come back when only some of the people are looked at.

Hennig, "Cluster-wise assessment of cluster stability", 2007: the mean Jaccard index of a cluster
with the most similar one in resamples; from 0.75 on it counts as a stable pattern.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.tslearn_methods.fault_patterns.clusters import Clusters

_FEWEST_PEOPLE = 5
"""Of fewer people, reps are drawn one by one."""

_FEWEST_DRAWN = 1 / 3
"""A draw of fewer of the reps, or of all of them, says nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Stability:
    """``stability`` (k,): the mean Jaccard index of each cluster, 0 to 1.

    ``distances`` are, for each cluster, how far those of its reps that were not drawn are from
    the centre that came back: how far a rep may be that has not been seen yet.
    """

    stability: NDArray[np.float64]
    distances: tuple[NDArray[np.float64], ...]


def stability_of(
    clusters: Clusters,
    series: NDArray[np.float64],
    draws: Sequence[NDArray[np.bool_]],
    seed: int,
) -> Stability:
    """Cluster each of the ``draws`` (N,) of ``series`` (N, T, D) again, and compare."""
    count = len(clusters.centres)
    similar: list[list[float]] = [[] for _ in range(count)]
    left_out: list[list[float]] = [[] for _ in range(count)]
    for place, drawn in enumerate(draws):
        again = Clusters.fit(series[drawn], count, seed + place)
        apart = again.distances(series[~drawn])
        for cluster in range(count):
            is_in = clusters.labels == cluster
            if not is_in[drawn].any():
                similar[cluster].append(0.0)  # it is that of one or two people
                continue
            indices = [_jaccard(is_in[drawn], again.labels == other) for other in range(count)]
            nearest = int(np.argmax(indices))
            similar[cluster].append(indices[nearest])
            left_out[cluster] += apart[is_in[~drawn], nearest].tolist()
    stability = np.array([np.mean(one) for one in similar])
    return Stability(stability, tuple(np.array(one) for one in left_out))


def draws_of(people: Sequence[str], count: int, seed: int) -> list[NDArray[np.bool_]]:
    """``count`` bootstrap draws of reps, (N,) each: those of one of the ``people`` go together.

    Reps of one person are alike, so a pattern must come back without some of the people.
    """
    rng = np.random.default_rng(seed)
    every = np.asarray(people)
    groups = every if len(set(people)) >= _FEWEST_PEOPLE else np.arange(len(people))
    names = np.unique(groups)
    draws: list[NDArray[np.bool_]] = []
    while len(draws) < count:
        drawn = np.isin(groups, rng.choice(names, len(names)))
        if _FEWEST_DRAWN <= drawn.mean() < 1:
            draws.append(drawn)
    return draws


def _jaccard(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    return float((one & other).sum() / (one | other).sum())
