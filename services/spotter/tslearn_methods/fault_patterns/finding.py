"""Finds the typical ways in which an exercise goes wrong, by its faulty reps."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values import JOINT_COUNT, FaultPattern, MovementError
from spotter.movement.values.taught.fault_pattern import FEWEST_FAULTY_REPS, PATTERN_PHASES
from spotter.tslearn_methods.fault_patterns.clusters import Clusters
from spotter.tslearn_methods.fault_patterns.comparable import ComparableReps
from spotter.tslearn_methods.fault_patterns.found import FoundPattern, StablePattern, with_reps
from spotter.tslearn_methods.fault_patterns.resampling import Stability, draws_of, stability_of

_COUNTS = range(2, 7)
RESAMPLES = 20
_STARTS = 3
_STABLE = 0.75
_FEWEST_IN_A_PATTERN = 5
_WITHIN = 0.95
"""The share of a pattern's unseen reps that its limit takes in."""
_MOST_REPS = 300
"""Time rises with them; what more would show was not measured."""


def find_patterns(
    curves: Sequence[NDArray[np.float64]],
    people: Sequence[str],
    seed: int,
    resamples: int = RESAMPLES,
    on_progress: Callable[[float], None] = lambda _ratio: None,
) -> tuple[FoundPattern, ...]:
    """The patterns that come back in resamples, the most frequent first; none if none does.

    ``curves`` are the deviations of N faulty reps of one exercise, (20, 25, 2) each (see
    :func:`spotter.movement.assessment.deviation_curves`), and ``people`` says whose each is. Of two
    to six clusters that number is taken which gives most patterns that come back in ``resamples``,
    and of these the one with most reps in them. The same ``seed`` gives the same patterns.
    ``on_progress`` hears which ratio of the work is done, 0 to 1.

    Raises :class:`MovementError` for fewer than 30 reps that can be compared.
    """
    every = np.asarray(curves, dtype=np.float64).reshape(-1, PATTERN_PHASES, JOINT_COUNT, 2)
    chosen = _chosen(len(every), seed)
    known = ComparableReps.of(every[chosen])
    if len(known.places) < FEWEST_FAULTY_REPS:
        raise MovementError(
            f"patterns need {FEWEST_FAULTY_REPS} or more faulty reps that show the same joints; "
            f"found {len(known.places)} of {len(every)}"
        )
    places = chosen[known.places]
    draws = draws_of([people[place] for place in places], resamples, seed)
    best: list[StablePattern] = []
    for done, count in enumerate(_COUNTS):
        on_progress(done / len(_COUNTS))
        clusters = Clusters.fit(known.series, count, seed, _STARTS)
        stability = stability_of(clusters, known.series, draws, seed)
        best = max(best, _stable_patterns(known, places, clusters, stability), key=_rank)
    return with_reps(best, every)


def _chosen(count: int, seed: int) -> NDArray[np.intp]:
    """The places of the reps that are clustered: all of ``count``, or some by chance, in order."""
    shuffled = np.random.default_rng(seed).permutation(count)
    return np.sort(shuffled[:_MOST_REPS])


def _rank(patterns: list[StablePattern]) -> tuple[int, int]:
    return len(patterns), sum(len(one.made_of) for one in patterns)


def _stable_patterns(
    known: ComparableReps,
    places: NDArray[np.intp],
    clusters: Clusters,
    stability: Stability,
) -> list[StablePattern]:
    """The clusters that come back, and whose limit keeps out the reference itself.

    ``places`` (N,) are those of the clustered reps among all.
    """
    found = []
    for cluster, centre in enumerate(clusters.centres):
        made_of = places[clusters.labels == cluster]
        distances = stability.distances[cluster]
        comes_back = float(stability.stability[cluster])
        if len(made_of) < _FEWEST_IN_A_PATTERN or comes_back < _STABLE or not len(distances):
            continue
        limit = float(np.quantile(distances, _WITHIN))
        if 0 < limit < np.linalg.norm(centre):
            pattern = FaultPattern(known.curves(centre), limit)
            found.append(StablePattern(pattern, comes_back, made_of))
    return found
