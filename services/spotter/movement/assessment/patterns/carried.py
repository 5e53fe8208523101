"""Which of an exercise's patterns of faults are still there when it is looked for them again."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.assessment.patterns.nearest import pattern_of
from spotter.movement.values import FaultPattern, LostPattern

_SAME = 0.5
"""Hennig, 2007: a cluster that shares less than half with every other is another one."""
_FEWEST_SHOWN = 5

Curves = Sequence[NDArray[np.float64]]


@dataclass(frozen=True, slots=True, eq=False)
class CarriedPatterns:
    """The ``patterns`` that an exercise has from now on, and the names of those that are gone."""

    patterns: tuple[FaultPattern, ...]
    gone: tuple[str, ...] = ()


def carried_over(
    known: Sequence[FaultPattern],
    found: Sequence[FaultPattern],
    curves: Curves,
    lost: Sequence[LostPattern] = (),
) -> CarriedPatterns:
    """What becomes of the ``known`` patterns, now that others were ``found`` in reps.

    ``curves`` are the deviations of these reps, (20, 25, 2) each. Two patterns are the same if, of
    the reps that either names, both name at least half. The known one then stays as it is, with its
    words, so that the same patterns are the same version of the exercise. A known one with a name
    also stays while five of the reps are nearest to it. The new ones come last, each with the words
    of the ``lost`` one that is the same.

    Hennig, "Cluster-wise assessment of cluster stability", 2007, for how much two of the same kind
    have in common.
    """
    same = dict(_alike(_shown(known, curves), _shown(found, curves)))
    new = [one for place, one in enumerate(found) if place not in same.values()]
    shown = _shown([*known, *new], curves)
    regained = dict(_alike([one.shown_by for one in lost], shown[len(known) :]))
    for place, of_new in regained.items():
        new[of_new] = replace(new[of_new], name=lost[place].name, cue=lost[place].cue)
    stays = [
        place in same or bool(one.name and len(shown[place]) >= _FEWEST_SHOWN)
        for place, one in enumerate(known)
    ]
    kept = (one for one, stay in zip(known, stays, strict=True) if stay)
    gone = [one.name for one, stay in zip(known, stays, strict=True) if one.name and not stay]
    gone += [one.name for place, one in enumerate(lost) if place not in regained]
    return CarriedPatterns((*kept, *new), tuple(gone))


def _alike(
    ones: Sequence[Collection[int]], others: Sequence[Collection[int]]
) -> Iterator[tuple[int, int]]:
    """The places of two sets of reps that are the same, the most alike first; each in one pair."""
    pairs = sorted(
        (
            (_jaccard(set(one), set(other)), place, of_other)
            for place, one in enumerate(ones)
            for of_other, other in enumerate(others)
        ),
        reverse=True,
    )
    taken: set[tuple[str, int]] = set()
    for alike, place, of_other in pairs:
        both = {("one", place), ("other", of_other)}
        if alike >= _SAME and not both & taken:
            taken |= both
            yield place, of_other


def _jaccard(one: set[int], other: set[int]) -> float:
    return len(one & other) / max(1, len(one | other))


def _shown(patterns: Sequence[FaultPattern], curves: Curves) -> list[set[int]]:
    """The places of the reps that each pattern names."""
    named = [pattern_of(one, patterns) for one in curves]
    return [
        {place for place, found in enumerate(named) if found is pattern} for pattern in patterns
    ]
