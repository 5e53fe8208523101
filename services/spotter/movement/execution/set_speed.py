"""How fast a rep was lifted, compared with the first of its set."""

from collections.abc import Iterable
from dataclasses import replace

from spotter.movement.values import LiftingSpeed, Outcome, Verdict


def telling_speed(verdict: Verdict) -> LiftingSpeed | None:
    """The speed of a good rep; None of others: half of the way in the same time is half as fast."""
    return verdict.measures.lifting if verdict.outcome is Outcome.GOOD else None


def with_part_of_first(earlier: Iterable[Verdict], verdict: Verdict) -> Verdict:
    """The verdict with its speed as a part of that of the set's first rep that tells one.

    ``earlier`` are the verdicts of the same set before it, in the order of its reps.
    """
    speed = telling_speed(verdict)
    if speed is None:
        return verdict
    told = (found for one in earlier if (found := telling_speed(one)))
    first = next((one for one in told if one.joint is speed.joint), speed)
    lifting = replace(speed, of_first_ratio=speed.mean_tl_s / first.mean_tl_s)
    return replace(verdict, measures=replace(verdict.measures, lifting=lifting))
