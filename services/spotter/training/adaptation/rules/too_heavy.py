"""Too heavy: not even the best set had the least reps."""

from collections.abc import Sequence
from dataclasses import dataclass

from spotter.training.adaptation.counting import working
from spotter.training.adaptation.strength import epley_kg
from spotter.training.adaptation.values import Attempt, Change, Finding, Rule


@dataclass(frozen=True, slots=True)
class TooHeavy:
    """A finding, and by how much of the load it was too much, 0 to 1."""

    finding: Finding
    ratio: float


def too_heavy(attempts: Sequence[Attempt]) -> TooHeavy | None:
    """Less at once when even the best set had fewer than the least reps.

    Two failures would be waited for otherwise, the second one foreseen: nobody is to be asked twice
    in a row for more than they can lift. By how much, Epley (1985) says, with a rep to spare, since
    no day is as the other. Ours.
    """
    asked = attempts[-1].prescribed
    best = max((one.reps for one in working(attempts[-1])), default=asked.least_reps)
    if best >= asked.least_reps:
        return None
    ratio = 1 - epley_kg(1.0, best) / epley_kg(1.0, asked.least_reps + 1)
    because = f"even the best set had only {best} reps, {asked.least_reps} being the least"
    return TooHeavy(Finding(Rule.TOO_HEAVY, Change.LOWER, because), ratio)
