"""Deload: less after two failures in a row."""

from collections.abc import Sequence

from spotter.training.adaptation.counting import (
    at_this_load,
    counted,
    is_missed,
    reps_in_words,
    seconds_in_words,
    working,
)
from spotter.training.adaptation.values import Attempt, Change, Finding, Rule

_FAILURES = 2


def two_failures(attempts: Sequence[Attempt]) -> Finding | None:
    """A tenth less after two sessions at one load in which not all of it was lifted.

    A lighter load than prescribed is a failure too: who always takes less would otherwise be
    prescribed the same for ever.

    Source: the practice of linear programmes (Rippetoe and Kilgore, Practical Programming for
    Strength Training); Bell et al. (2022), Front Sports Act Living 4, on deloads that coaches
    prescribe.
    """
    recent = at_this_load(attempts)[-_FAILURES:]
    if len(recent) < _FAILURES or not all(map(is_missed, recent)):
        return None
    last = attempts[-1]
    asked, least = last.prescribed.sets, float(last.prescribed.least_reps)
    full = working(last)
    if len(full) < asked:
        found = f"only {len(full)} of {asked} sets were done at the planned load"
    elif last.prescribed.seconds is not None:
        found = f"without a break the sets lasted {seconds_in_words(full)}"
        least = last.prescribed.seconds
    else:
        found = f"the sets had {reps_in_words([one.reps for one in counted(last)])} reps"
    because = f"for the second session in a row it was too much: {found}, {least:g} being the least"
    return Finding(Rule.DELOAD, Change.LOWER, because)
