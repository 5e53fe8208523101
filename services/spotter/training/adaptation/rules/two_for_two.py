"""Two for two: two reps beyond the top in the last set, twice in a row."""

from collections.abc import Sequence

from spotter.training.adaptation.counting import at_this_load, is_complete, reaches, working
from spotter.training.adaptation.values import Attempt, Change, Finding, Gym, Rule

_BEYOND = 2
_SESSIONS = 2


def two_for_two(attempts: Sequence[Attempt], gym: Gym) -> Finding:
    """More load after two good reps beyond the top in the last set, two sessions in a row.

    Source: Baechle, Earle and Wathen, Resistance training, in Essentials of Strength Training and
    Conditioning (NSCA), the 2-for-2 rule.
    """
    recent = at_this_load(attempts)[-_SESSIONS:]
    asked = attempts[-1].prescribed.most_reps + _BEYOND
    done = sum(is_complete(one) and reaches(working(one)[-1], asked, gym) for one in recent)
    if done == _SESSIONS:
        because = f"the last set had {asked} reps or more in {_SESSIONS} sessions in a row"
        return Finding(Rule.TWO_FOR_TWO, Change.RAISE, because)
    because = (
        f"more load follows when the last set has {asked} good reps {_SESSIONS} sessions in a row; "
        f"of the last {len(recent)} it had them in {done}"
    )
    return Finding(Rule.TWO_FOR_TWO, Change.KEEP, because)
