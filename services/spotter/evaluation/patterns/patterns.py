"""Measures patterns found with some athletes, and how they name the reps of others."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from spotter.evaluation.athletes.stage import Station, stations
from spotter.evaluation.errors import EvaluationError
from spotter.evaluation.parallel import each
from spotter.evaluation.patterns.faulty_reps import AthletesRep, reps_at
from spotter.evaluation.progress import Progress, silent
from spotter.evaluation.statistics import adjusted_rand_index
from spotter.movement.assessment import pattern_of
from spotter.movement.values import FaultPattern
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import FaultKind

SEEN_BY = tuple(range(1, 7))
"""The athletes whose faulty reps show the patterns."""
NAMED = tuple(range(7, 13))
"""The athletes whose reps are named by them."""

FindPatterns = Callable[[Sequence[NDArray[np.float64]], Sequence[str], int], Sequence[FaultPattern]]
"""Takes the curves of faulty reps, whose each is, and a seed."""


@dataclass(frozen=True, slots=True)
class PatternFigures:
    """The figures of one exercise and view.

    ``rand_index`` compares patterns with seeded kinds, adjusted for chance; a rep in no pattern is
    a pattern by itself. The other athletes' faulty reps are named rightly, wrongly or not at all.
    ``foreign_named`` of these would be named if the pattern of their own kind were not known.
    ``good_named`` of the ``good`` reps are named.
    """

    name: str
    reps: int
    kinds: int
    patterns: int
    rand_index: float
    right: int
    wrong: int
    unnamed: int
    foreign_named: int
    good: int
    good_named: int


def measure_patterns(
    exercises: Sequence[str],
    find: FindPatterns,
    seed: int,
    processes: int,
    progress: Progress = silent,
) -> list[PatternFigures]:
    """The figures of each exercise from each view that shows several kinds of faults.

    ``find`` must be picklable. Raises :class:`EvaluationError` for an unknown exercise.
    """
    unknown = [name for name in exercises if name not in EXERCISES]
    if unknown:
        raise EvaluationError(f"expected exercises of {', '.join(EXERCISES)}; found {unknown[0]!r}")
    places = [one for one in stations(tuple(exercises)) if len(one.faults) > 1]
    rows = []
    with progress("Looking for patterns", len(places)) as on_done:
        for row in each(partial(_measure, find=find, seed=seed), places, processes):
            rows.append(row)
            on_done()
    return rows


def _measure(station: Station, find: FindPatterns, seed: int) -> PatternFigures:
    seen = [
        (rep.kind, rep.curves, rep.athlete)
        for rep in reps_at(station, SEEN_BY, seed)
        if rep.kind and rep.curves is not None
    ]
    curves = [one[1] for one in seen]
    kinds = [one[0] for one in seen]
    patterns = _named(find(curves, [one[2] for one in seen], seed), curves, kinds)
    shown = [pattern_of(one, patterns) for one in curves]
    others = reps_at(station, NAMED, seed)
    good = [rep for rep in others if rep.kind is None]
    named = Counter(_naming(rep, patterns) for rep in others if rep.kind)
    return PatternFigures(
        name=f"{station.exercise}, {station.view.value}",
        reps=len(seen),
        kinds=len(station.faults),
        patterns=len(patterns),
        rand_index=adjusted_rand_index(
            kinds, [place if one is None else one for place, one in enumerate(shown)]
        ),
        right=named["right"],
        wrong=named["wrong"],
        unnamed=named["unnamed"],
        foreign_named=sum(_is_named_as_foreign(rep, patterns) for rep in others),
        good=len(good),
        good_named=sum(_pattern(rep, patterns) is not None for rep in good),
    )


def _named(
    patterns: Sequence[FaultPattern],
    curves: Sequence[NDArray[np.float64]],
    kinds: Sequence[FaultKind],
) -> list[FaultPattern]:
    """The patterns as a trainer would name them: by the kind of most reps that show each."""
    shown = [pattern_of(one, patterns) for one in curves]
    return [
        replace(
            pattern,
            name=Counter(
                kind for kind, one in zip(kinds, shown, strict=True) if one is pattern
            ).most_common(1)[0][0],
        )
        for pattern in patterns
    ]


def _naming(rep: AthletesRep, patterns: Sequence[FaultPattern]) -> str:
    pattern = _pattern(rep, patterns)
    if pattern is None:
        return "unnamed"
    return "right" if pattern.name == rep.kind else "wrong"


def _is_named_as_foreign(rep: AthletesRep, patterns: Sequence[FaultPattern]) -> bool:
    known = [one for one in patterns if one.name != rep.kind]
    return rep.kind is not None and _pattern(rep, known) is not None


def _pattern(rep: AthletesRep, patterns: Sequence[FaultPattern]) -> FaultPattern | None:
    return None if rep.curves is None else pattern_of(rep.curves, patterns)
