"""Reps in reserve: the load by what the member says they could still have done."""

from collections.abc import Sequence

from spotter.training.adaptation.counting import is_complete, working
from spotter.training.adaptation.rules.double_progression import double_progression
from spotter.training.adaptation.stepping import step_up_kg
from spotter.training.adaptation.strength import (
    MOST_REPS_TO_ESTIMATE,
    load_for_kg,
    one_rep_max_kg,
)
from spotter.training.adaptation.values import Attempt, Change, Finding, Gym, Rule

_IN_RESERVE = 2


def reps_in_reserve(attempts: Sequence[Attempt], gym: Gym) -> Finding:
    """A load that leaves two reps in reserve at the top of the range, by the estimated maximum.

    Source: Zourdos et al. (2016), J Strength Cond Res 30(1), reps in reserve as a rating; Helms et
    al. (2016), Strength Cond J 38(4); Epley (1985) and Brzycki (1993) for the maximum. Where
    nothing was said, or there are more reps than the estimates hold for, double progression
    decides.
    """
    last = attempts[-1]
    load_kg, sets = last.prescribed.load_kg, working(last)
    left = sets[-1].reps_left if sets else None
    if not load_kg or left is None or not is_complete(last):
        return double_progression(attempts, gym)
    aimed_reps = last.prescribed.most_reps + _IN_RESERVE
    if max(aimed_reps, sets[-1].reps + left) > MOST_REPS_TO_ESTIMATE:
        return double_progression(attempts, gym)
    # Good reps only, as everywhere: a rep done wrong may be an easier one.
    fits_kg = load_for_kg(one_rep_max_kg(load_kg, sets[-1].good_reps + left), aimed_reps)
    change = _change(fits_kg - load_kg, load_kg, gym)
    said = f"the last set had {sets[-1].good_reps} good reps and {left:g} left; {_IN_RESERVE} left"
    because = f"{said} at {last.prescribed.most_reps} is the aim"
    return Finding(Rule.RESERVE, change, because)


def _change(more_kg: float, load_kg: float, gym: Gym) -> Change:
    if more_kg >= step_up_kg(load_kg, gym):
        return Change.RAISE
    return Change.LOWER if more_kg <= -step_up_kg(load_kg, gym) else Change.KEEP
