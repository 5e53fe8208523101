"""Weeks of training of a simulated member, each session by the proposal after the one before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from spotter.evaluation.training.members import STEP_KG, SimulatedMember, Story
from spotter.training.adaptation import (
    Attempt,
    Condition,
    DayLoad,
    DoneSet,
    FaultCount,
    Gym,
    Prescription,
    Progression,
    Proposal,
    Readiness,
    propose,
)

GYM = Gym(STEP_KG)
FIRST_DAY = date(2025, 1, 6)
_DAYS_OF_WEEK = (0, 2, 4)
_BEYOND = 2
_SLOPPY_ABOVE = 0.9
_SLOPPY_RATIO = 0.35
_HURT_SESSION = 15
_FAULT = "sit deeper"


@dataclass(frozen=True, slots=True)
class TrainedSession:
    """A session, what the member could have lifted that day, and what was proposed after it."""

    attempt: Attempt
    condition: Condition
    could_kg: float
    proposal: Proposal

    @property
    def load_kg(self) -> float:
        """The load that was prescribed."""
        return self.attempt.prescribed.load_kg or 0.0

    @property
    def is_above(self) -> bool:
        """Whether the prescribed load was more than they could have lifted for the least reps."""
        return self.load_kg > self.could_kg


def training_days(weeks: int) -> Iterator[int]:
    """The days of three sessions a week, counted from the first, which is 0.

    >>> list(training_days(2))
    [0, 2, 4, 7, 9, 11]
    """
    return (7 * week + day for week in range(weeks) for day in _DAYS_OF_WEEK)


def train(
    member: SimulatedMember, weeks: int, seed: int, progression: Progression
) -> tuple[TrainedSession, ...]:
    """Three sessions a week; whatever is proposed is accepted. The same seed gives the same."""
    random = np.random.default_rng((seed, member.number, 1))
    prescribed, sessions = member.planned, list[TrainedSession]()
    condition = Condition()
    for index, days in enumerate(training_days(weeks)):
        day = FIRST_DAY + timedelta(days=days)
        max_kg = member.max_on(days / 7, random.standard_normal())
        attempt = _performed(member, prescribed, max_kg, day, progression, random)
        condition = _answered(condition, member, day, index, random)
        history = [one.attempt for one in sessions] + [attempt]
        proposal = propose(history, condition, GYM, progression)
        could_kg = member.could_kg(max_kg, prescribed.least_reps)
        sessions.append(TrainedSession(attempt, condition, could_kg, proposal))
        prescribed = proposal.new
    return tuple(sessions)


def _performed(  # noqa: PLR0913, PLR0917 - who, what and when, and chance
    member: SimulatedMember,
    prescribed: Prescription,
    max_kg: float,
    day: date,
    progression: Progression,
    random: np.random.Generator,
) -> Attempt:
    load_kg = prescribed.load_kg or 0.0
    is_sloppy = member.story is Story.FAULTY and load_kg > _SLOPPY_ABOVE * member.could_kg(
        max_kg, prescribed.least_reps
    )
    faulty_ratio = _SLOPPY_RATIO if is_sloppy else GYM.false_alarm_ratio
    aimed = prescribed.most_reps + _BEYOND * (progression is Progression.TWO_FOR_TWO)
    sets, faulty = [], 0
    for before in range(prescribed.sets):
        can = member.most_reps(max_kg, load_kg, before)
        reps = min(can, aimed)
        wrong = int(random.binomial(reps, faulty_ratio))
        said_left = float(min(5, max(0, can - reps + round(random.normal(0, 0.7)))))
        sets.append(DoneSet(reps, wrong, load_kg, reps_left=said_left))
        faulty += wrong
    faults = (FaultCount(_FAULT, faulty),) if faulty else ()
    return Attempt(day, prescribed, tuple(sets), faults)


def _answered(
    before: Condition, member: SimulatedMember, day: date, index: int, random: np.random.Generator
) -> Condition:
    sleep, stress, fatigue, soreness = (int(one) for one in random.integers(2, 5, 4))
    hurts = member.story is Story.FAULTY and index == _HURT_SESSION
    effort = float(random.integers(5, 9))
    return Condition(
        (*before.readiness, Readiness(day, sleep, stress, fatigue, soreness)),
        (*before.loads, DayLoad(day, effort, 60.0)),
        hurts,
    )
