"""Whether proposed seconds follow how long simulated members can keep a position, in truth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from math import exp

import numpy as np

from spotter.evaluation.statistics import most_in_a_row
from spotter.evaluation.training.members import SETS
from spotter.evaluation.training.weeks import FIRST_DAY, GYM, training_days
from spotter.training.adaptation import Attempt, Condition, DoneSet, Prescription, propose

_DAY_NOISE = 0.08
"""How long somebody keeps a position differs more from day to day than what they lift."""


@dataclass(frozen=True, slots=True)
class HoldingMember:
    """A member who keeps a position for ``longest_s`` at first, and gains ``gain_ratio`` of it.

    ``fatigue_ratio`` is what each set takes from the next.
    """

    number: int
    longest_s: float
    gain_ratio: float
    fatigue_ratio: float
    planned_s: float

    def longest_on(self, week: float, form_of_day: float) -> float:
        """For how long they can keep it, fresh, in a week (0 is the first day), seconds."""
        grown = 1 + self.gain_ratio * (1 - exp(-week / 4))
        return self.longest_s * grown * (1 + _DAY_NOISE * form_of_day)


@dataclass(frozen=True, slots=True)
class HeldSession:
    """What was planned for a session, and what the last set could have lasted, seconds."""

    planned_s: float
    could_s: float


@dataclass(frozen=True, slots=True)
class HoldFigures:
    """What became of one member's seconds: the first and the last planned, the last that could be.

    ``above_in_a_row`` is the most sessions in a row that were planned longer than they could.
    """

    member: HoldingMember
    first_s: float
    last_s: float
    last_could_s: float
    above_in_a_row: int
    most_step_s: float

    @property
    def follows_ratio(self) -> float:
        """The last time planned, in parts of what could be held then."""
        return self.last_s / self.last_could_s


def measure_holds(people: int, weeks: int, seed: int) -> tuple[HoldFigures, ...]:
    """The figures of simulated members who hold three times a week; the same for the same seed."""
    return tuple(
        figures_of(member, hold(member, weeks, seed))
        for member in (_member(seed, number) for number in range(people))
    )


def hold(member: HoldingMember, weeks: int, seed: int) -> tuple[HeldSession, ...]:
    """Sessions of three sets; whatever is proposed is accepted."""
    random = np.random.default_rng((seed, member.number, 2))
    prescribed = Prescription(SETS, 1, 1, seconds=member.planned_s)
    attempts, sessions = list[Attempt](), list[HeldSession]()
    for day in training_days(weeks):
        longest_s = member.longest_on(day / 7, random.standard_normal())
        could = [longest_s * (1 - member.fatigue_ratio) ** before for before in range(SETS)]
        asked_s = prescribed.seconds or 0.0
        sets = tuple(DoneSet(1, held_s=min(asked_s, one)) for one in could)
        attempts.append(Attempt(FIRST_DAY + timedelta(days=day), prescribed, sets))
        sessions.append(HeldSession(asked_s, could[-1]))
        prescribed = propose(attempts, Condition(), GYM).new
    return tuple(sessions)


def figures_of(member: HoldingMember, sessions: Sequence[HeldSession]) -> HoldFigures:
    """The figures of one member."""
    above_in_a_row = most_in_a_row(one.planned_s > one.could_s for one in sessions)
    steps = (after.planned_s - before.planned_s for before, after in pairwise(sessions))
    last = sessions[-1]
    return HoldFigures(
        member,
        first_s=sessions[0].planned_s,
        last_s=last.planned_s,
        last_could_s=last.could_s,
        above_in_a_row=above_in_a_row,
        most_step_s=max(steps, default=0.0),
    )


def _member(seed: int, number: int) -> HoldingMember:
    random = np.random.default_rng((seed, number, 3))
    longest_s = float(random.uniform(25, 120))
    first_ratio = float(random.uniform(0.6, 1.1))
    return HoldingMember(
        number,
        longest_s,
        gain_ratio=float(random.uniform(0.1, 0.8)),
        fatigue_ratio=float(random.uniform(0.03, 0.12)),
        planned_s=5.0 * round(longest_s * first_ratio / 5),
    )
