"""Which of an exercise's patterns of faults are still there when it is looked for them again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.movement.assessment.fault_patterns import pattern_of
from spotter.movement.values import FaultPattern

_SAME = 0.5
"""Hennig, 2007: a cluster that shares less than half with every other is another one."""
_FEWEST_SHOWN = 5

Curves = Sequence[NDArray[np.float64]]


@dataclass(frozen=True, slots=True, eq=False)
class CarriedPatterns:
    """The ``patterns`` that an exercise has from now on, and the named ones that are ``gone``."""

    patterns: tuple[FaultPattern, ...]
    gone: tuple[FaultPattern, ...] = ()


def carried_over(
    known: Sequence[FaultPattern], found: Sequence[FaultPattern], curves: Curves
) -> CarriedPatterns:
    """What becomes of the ``known`` patterns, now that others were ``found`` in reps.

    ``curves`` are the deviations of these reps, (20, 25, 2) each. Two patterns are the same if, of
    the reps that either names, both name at least half. The known one then stays as it is, with its
    words, so that the same patterns are the same version of the exercise. A known one with a name
    also stays while five of the reps are nearest to it. The new ones come last.

    Hennig, "Cluster-wise assessment of cluster stability", 2007, for how much two of the same kind
    have in common.
    """
    same = dict(_same(known, found, curves))
    new = [one for place, one in enumerate(found) if place not in same.values()]
    shown = _shown([*known, *new], curves)
    stays = [
        place in same or bool(one.name and len(shown[place]) >= _FEWEST_SHOWN)
        for place, one in enumerate(known)
    ]
    gone = (one for one, stay in zip(known, stays, strict=True) if one.name and not stay)
    kept = (one for one, stay in zip(known, stays, strict=True) if stay)
    return CarriedPatterns((*kept, *new), tuple(gone))


def _same(
    known: Sequence[FaultPattern], found: Sequence[FaultPattern], curves: Curves
) -> Iterator[tuple[int, int]]:
    """The places of patterns that are the same, the most alike first; each is in one pair."""
    ones, others = _shown(known, curves), _shown(found, curves)
    pairs = [
        (len(one & other) / max(1, len(one | other)), place, of_other)
        for place, one in enumerate(ones)
        for of_other, other in enumerate(others)
    ]
    taken: set[tuple[str, int]] = set()
    for alike, place, of_other in sorted(pairs, reverse=True):
        both = {("known", place), ("found", of_other)}
        if alike >= _SAME and not both & taken:
            taken |= both
            yield place, of_other


def _shown(patterns: Sequence[FaultPattern], curves: Curves) -> list[set[int]]:
    """The places of the reps that each pattern names."""
    named = [pattern_of(one, patterns) for one in curves]
    return [
        {place for place, found in enumerate(named) if found is pattern} for pattern in patterns
    ]
