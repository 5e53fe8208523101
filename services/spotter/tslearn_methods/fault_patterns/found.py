"""A pattern of faults, and the reps that show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from spotter.movement.assessment import pattern_distance, pattern_of
from spotter.movement.values import FaultPattern, Joint


@dataclass(frozen=True, slots=True, eq=False)
class StablePattern:
    """A pattern that comes back in resamples.

    ``stability`` is how surely, 0.75 to 1; ``made_of`` (n,) are the places of the reps whose mean
    its centre is.
    """

    pattern: FaultPattern
    stability: float
    made_of: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class FoundPattern:
    """A pattern, and the reps that show it.

    ``reps`` (n,) are their places among the given ones, nearest first, and ``distances`` (n,) how
    far each is from the centre, in multiples of what is allowed; the first rep is the one to show.
    ``share`` is their share of all given reps. ``stability`` is how surely the pattern comes back
    when other people are looked at, 0.75 to 1, and ``made_of`` are the reps whose mean its centre
    is. It stands out most at ``joint`` and ``phase``, 0 (the rep's start) to 1 (its end).
    """

    pattern: FaultPattern
    reps: NDArray[np.intp]
    distances: NDArray[np.float64]
    share: float
    stability: float
    made_of: NDArray[np.intp]
    joint: Joint
    phase: float

    @classmethod
    def of(cls, stable: StablePattern, reps: NDArray[np.intp], curves: NDArray[np.float64]) -> Self:
        """With its ``reps``, places in ``curves`` (N, 20, 25, 2)."""
        pattern = stable.pattern
        distances = np.array([pattern_distance(curves[place], pattern) for place in reps])
        nearest_first = np.argsort(distances, kind="stable")
        joint, phase = pattern.stands_out
        return cls(
            pattern=pattern,
            reps=reps[nearest_first],
            distances=distances[nearest_first],
            share=len(reps) / len(curves),
            stability=stable.stability,
            made_of=stable.made_of,
            joint=joint,
            phase=phase,
        )


def with_reps(
    stable: Sequence[StablePattern], curves: NDArray[np.float64]
) -> tuple[FoundPattern, ...]:
    """The patterns with those of all reps that they name, the most frequent first.

    ``curves`` are (N, 20, 25, 2). A pattern that names none is left out.
    """
    patterns = [one.pattern for one in stable]
    named = [pattern_of(one, patterns) for one in curves]
    found = []
    for one in stable:
        places = [place for place, pattern in enumerate(named) if pattern is one.pattern]
        if places:
            found.append(FoundPattern.of(one, np.array(places, dtype=np.intp), curves))
    return tuple(sorted(found, key=lambda one: one.share, reverse=True))
