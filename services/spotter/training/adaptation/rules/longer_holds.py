"""Longer holds: the time rises once every set was held for all of it."""

from collections.abc import Sequence

from spotter.training.adaptation.counting import (
    is_complete,
    is_held,
    seconds_in_words,
    working,
)
from spotter.training.adaptation.values import Attempt, Change, Finding, Rule


def longer_holds(attempts: Sequence[Attempt]) -> Finding:
    """A step longer once every set lasted the prescribed time without a break.

    Ours: what double progression is to reps. No source is known to us that tells by how much.
    """
    last = attempts[-1]
    asked, sets = last.prescribed, working(last)
    if not is_complete(last):
        return _finding(Change.KEEP, f"{len(sets)} of {asked.sets} sets were done")
    if all(is_held(one, asked) for one in sets):
        because = f"every set lasted {asked.seconds:g} s without a break"
        return _finding(Change.RAISE, because)
    because = f"without a break the sets lasted {seconds_in_words(sets)}"
    return _finding(Change.KEEP, f"{because}; more follows when every one lasts {asked.seconds:g}")


def _finding(change: Change, because: str) -> Finding:
    return Finding(Rule.LONGER_HOLDS, change, because)
