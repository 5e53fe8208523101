"""Simulated members whose true strength on every day is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, floor

import numpy as np

from spotter.evaluation.errors import EvaluationError
from spotter.training.adaptation import Prescription, Progression

SETS = 3
_REPS = (8, 12)
_FEW_REPS = (4, 8)
"""For reps in reserve, whose estimates hold for few reps only."""
STEP_KG = 2.5
_DAY_NOISE = 0.015
_ILL_FROM_WEEK, _ILL_WEEKS, _ILL_RATIO = 3.0, 2.0, 0.12


class Story(StrEnum):
    """What is special about a member."""

    NEW = "new to it, gets stronger fast"
    ADVANCED = "has trained for years"
    ILL = "is ill for two weeks"
    FAULTY = "gets sloppy as the load rises, and hurts once"
    TOO_HEAVY = "was planned too much"
    LIGHT = "trains with light dumbbells"


_GAIN = {Story.NEW: 0.30, Story.ADVANCED: 0.05}
_USUAL_GAIN = 0.12


@dataclass(frozen=True, slots=True)
class SimulatedMember:
    """A member and the truth about their strength.

    ``max_kg`` is what they lift once on the first day, ``gain_ratio`` what they may add to it in
    the long run. ``reps_ratio`` is their own relation between load and reps: they do
    ``reps_ratio * (max / load - 1)`` reps. ``fatigue_ratio`` is what each set takes from the next.
    """

    number: int
    story: Story
    max_kg: float
    gain_ratio: float
    reps_ratio: float
    fatigue_ratio: float
    planned: Prescription

    def max_on(self, week: float, form_of_day: float) -> float:
        """What they lift once in a week (0 is the first day), kg."""
        grown = 1 + self.gain_ratio * (1 - exp(-week / 4))
        is_ill = self.story is Story.ILL and 0 <= week - _ILL_FROM_WEEK < _ILL_WEEKS
        return self.max_kg * grown * (1 - _ILL_RATIO * is_ill) * (1 + _DAY_NOISE * form_of_day)

    def most_reps(self, max_kg: float, load_kg: float, sets_before: int = 0) -> int:
        """How many reps they can do at a load, after so many sets."""
        left_kg = max_kg * (1 - self.fatigue_ratio) ** sets_before
        return max(0, floor(self.reps_ratio * (left_kg / load_kg - 1)))

    def could_kg(self, max_kg: float, least_reps: int) -> float:
        """The load of which a fresh member does ``least_reps``, to a gram."""
        return max_kg / (1 + least_reps / self.reps_ratio)


def members_of(seed: int, count: int, progression: Progression) -> Sequence[SimulatedMember]:
    """So many members, each story in turn; the same for the same seed, whatever their number.

    Raises :class:`EvaluationError` for fewer than two of each story.
    """
    if count < 2 * len(Story):
        raise EvaluationError(f"expected {2 * len(Story)} members or more; found {count}")
    return [_member(seed, number, progression) for number in range(count)]


def _member(seed: int, number: int, progression: Progression) -> SimulatedMember:
    random = np.random.default_rng((seed, number))
    story = list(Story)[number // 2 % len(Story)]
    max_kg = float(random.uniform(14, 20) if story is Story.LIGHT else random.uniform(50, 140))
    reps_ratio = float(random.uniform(26, 36))
    first_ratio = 1.15 if story is Story.TOO_HEAVY else float(random.uniform(0.80, 0.92))
    least, most = _FEW_REPS if progression is Progression.RESERVE else _REPS
    could_kg = max_kg / (1 + least / reps_ratio)
    load_kg = max(STEP_KG, STEP_KG * floor(could_kg * first_ratio / STEP_KG))
    return SimulatedMember(
        number=number,
        story=story,
        max_kg=max_kg,
        gain_ratio=_GAIN.get(story, _USUAL_GAIN),
        reps_ratio=reps_ratio,
        fatigue_ratio=float(random.uniform(0.01, 0.03)),
        planned=Prescription(SETS, least, most, load_kg),
    )
