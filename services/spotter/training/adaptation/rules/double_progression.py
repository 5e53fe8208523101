"""Double progression: first the reps rise through their range, then the load."""

from collections.abc import Sequence

from spotter.training.adaptation.counting import (
    counted,
    is_complete,
    reaches,
    reps_in_words,
    working,
)
from spotter.training.adaptation.values import Attempt, Change, Finding, Gym, Rule


def double_progression(attempts: Sequence[Attempt], gym: Gym) -> Finding:
    """More load once every set at the prescribed load reached the top of the range in good reps.

    Source: American College of Sports Medicine (2009), Progression models in resistance training
    for healthy adults, Med Sci Sports Exerc 41(3): 2 to 10 % more when the desired number of reps
    is exceeded; Plotkin et al. (2022), PeerJ 10:e14142, for reps as a way to progress.
    """
    last = attempts[-1]
    top, sets = last.prescribed.most_reps, working(last)
    if not is_complete(last):
        return Finding(Rule.DOUBLE, Change.KEEP, _incomplete(last, len(sets)))
    done = reps_in_words([one.good_reps for one in sets])
    if all(reaches(one, top, gym) for one in sets):
        return Finding(Rule.DOUBLE, Change.RAISE, f"{_reached(last)}; good ones were {done}")
    because = f"good reps were {done}; more load follows when every set has {top}"
    return Finding(Rule.DOUBLE, Change.KEEP, because)


def _reached(last: Attempt) -> str:
    asked = last.prescribed
    if asked.least_reps == asked.most_reps:
        return f"every set had all {asked.most_reps} reps"
    return f"every set reached the top of the range, {asked.most_reps} reps"


def _incomplete(last: Attempt, full: int) -> str:
    all_counted = len(counted(last))
    asked = last.prescribed.sets
    if all_counted > full:
        return f"{full} of {asked} sets were done at the planned load; a lighter one does not count"
    return f"{full} of {asked} sets were done"
