"""Measures proposals on simulated members, half of whom nobody looked at while rules were made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, pairwise

from spotter.evaluation.statistics import most_in_a_row
from spotter.evaluation.training.members import SimulatedMember, members_of
from spotter.evaluation.training.weeks import TrainedSession, train
from spotter.training.adaptation import Change, Progression


@dataclass(frozen=True, slots=True)
class MemberFigures:
    """What became of one member's load, in kg.

    ``could`` is what a fresh member could lift on that day for the least reps of the range.
    ``above_in_a_row`` is the most sessions in a row at a proposed load above it; sessions at the
    load that was planned in the beginning do not count. ``most_step_kg`` is the largest increase.
    """

    member: SimulatedMember
    is_checked: bool
    first_kg: float
    last_kg: float
    first_could_kg: float
    last_could_kg: float
    above_in_a_row: int
    most_step_kg: float
    raised: int
    lowered: int
    stopped: int

    @property
    def follows_ratio(self) -> float:
        """The last load, in parts of what could be lifted then."""
        return self.last_kg / self.last_could_kg


def measure_training(
    people: int, weeks: int, seed: int, progression: Progression
) -> tuple[MemberFigures, ...]:
    """The figures of simulated members who train for so long.

    Every second member is one to check with: the rules were made while looking at the others.

    Raises :class:`EvaluationError` for too few members.
    """
    return tuple(
        figures_of(member, train(member, weeks, seed, progression))
        for member in members_of(seed, people, progression)
    )


def figures_of(member: SimulatedMember, sessions: Sequence[TrainedSession]) -> MemberFigures:
    """The figures of one member."""
    proposals = [one.proposal for one in sessions]
    first, last = sessions[0], sessions[-1]
    return MemberFigures(
        member=member,
        is_checked=bool(member.number % 2),
        first_kg=first.load_kg,
        last_kg=last.load_kg,
        first_could_kg=first.could_kg,
        last_could_kg=last.could_kg,
        above_in_a_row=most_in_a_row(one.is_above for one in _changed(sessions)),
        most_step_kg=max(
            (then.load_kg - one.load_kg for one, then in pairwise(sessions)), default=0
        ),
        raised=sum(one.change is Change.RAISE for one in proposals),
        lowered=sum(one.change is Change.LOWER for one in proposals),
        stopped=sum(one.rule.value in _STOPS for one in proposals),
    )


_STOPS = frozenset({"pain", "form", "speed loss", "readiness", "training load"})


def _changed(sessions: Sequence[TrainedSession]) -> Iterator[TrainedSession]:
    """Those from the first whose load is another than was planned in the beginning."""
    planned_kg = sessions[0].load_kg
    return dropwhile(lambda one: one.load_kg == planned_kg, sessions)
