"""Finds the patterns in faulty reps, keeps those that were known, and films them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from spotter.movement.assessment import (
    Judgement,
    carried_over,
    deviation_curves,
    film_of,
    pattern_distance,
    pattern_of,
)
from spotter.movement.scoring import SpotterScorer
from spotter.movement.values import FaultPattern, LostPattern, MovementError, PatternFilm
from spotter.tslearn_methods.fault_patterns import FoundPattern, find_patterns
from spotter.wire.patterns.pattern_search import (
    FaultyRep,
    FoundPatterns,
    PatternSearch,
    ShownPattern,
)

_SEED = 0
"""The same reps show the same patterns."""
_JUDGED_RATIO = 0.3
"""What judging the reps takes of the time, roughly."""

Curves = NDArray[np.float64]
Report = Callable[[float], None]


def found_in(search: PatternSearch, on_progress: Report) -> FoundPatterns:
    """The patterns of an exercise; ``on_progress`` hears which ratio of the work is done.

    Reps count that are faulty by the exercise as it is now. Raises :class:`MovementError` for too
    few, and for an exercise that nothing can be learned from.
    """
    scorer = SpotterScorer(search.exercise)
    curves = _all_curves(scorer, search, on_progress)
    places = list(curves)
    patterns = find_patterns(
        list(curves.values()),
        [search.reps[place].person for place in places],
        _SEED,
        on_progress=lambda ratio: on_progress(_JUDGED_RATIO + (1 - _JUDGED_RATIO) * ratio),
    )
    known = search.exercise.patterns
    carried = carried_over(
        known,
        [one.pattern for one in patterns],
        list(curves.values()),
        [_among(places, one) for one in search.lost],
    )
    shown = [
        ShownPattern(
            pattern,
            _film(pattern, scorer, search.reps[reps[0]]) if reps else None,
            tuple(reps),
            _made_of(pattern, patterns, places),
        )
        for pattern, reps in zip(carried.patterns, _shown_by(carried.patterns, curves), strict=True)
    ]
    return FoundPatterns(tuple(shown), carried.gone, len(curves))


def _all_curves(
    scorer: SpotterScorer, search: PatternSearch, on_progress: Report
) -> dict[int, Curves]:
    """The curves of the reps that have any, by their places."""
    curves: dict[int, Curves] = {}
    for place, rep in enumerate(search.reps):
        on_progress(_JUDGED_RATIO * place / len(search.reps))
        found = _curves(scorer, rep)
        if found is not None:
            curves[place] = found
    return curves


def _among(places: Sequence[int], lost: LostPattern) -> LostPattern:
    """The same with the places of its reps among those that are compared."""
    compared = (index for index, place in enumerate(places) if place in lost.shown_by)
    return replace(lost, shown_by=frozenset(compared))


def _curves(scorer: SpotterScorer, rep: FaultyRep) -> Curves | None:
    judgement = _judgement(scorer, rep)
    return None if judgement is None else deviation_curves(judgement.deviations)


def _judgement(scorer: SpotterScorer, rep: FaultyRep) -> Judgement | None:
    """By what a rep is faulty; None for one that is not, or cannot be judged."""
    try:
        return None if rep.poses is None else scorer.faulty_by(rep.poses, rep.baseline)
    except MovementError:
        return None


def _shown_by(patterns: Sequence[FaultPattern], curves: dict[int, Curves]) -> list[list[int]]:
    """The places of the reps that show each pattern, nearest first."""
    named = {place: pattern_of(one, patterns) for place, one in curves.items()}
    return [
        sorted(
            (place for place, found in named.items() if found is pattern),
            key=lambda place: pattern_distance(curves[place], pattern),
        )
        for pattern in patterns
    ]


def _made_of(
    pattern: FaultPattern, found: Sequence[FoundPattern], places: Sequence[int]
) -> tuple[int, ...]:
    own = next((one for one in found if one.pattern.centre is pattern.centre), None)
    return () if own is None else tuple(places[place] for place in own.made_of)


def _film(pattern: FaultPattern, scorer: SpotterScorer, rep: FaultyRep) -> PatternFilm | None:
    """The film of a pattern as a rep that shows it is seen."""
    judgement = _judgement(scorer, rep)
    if rep.poses is None or judgement is None:
        return None
    return film_of(pattern, judgement, rep.poses.times_s[-1].item())
