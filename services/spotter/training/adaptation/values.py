"""What was prescribed, what was done, and what is proposed for the next time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spotter.training.errors import TrainingError
from spotter.training.imports.performed import SetKind
from spotter.training.load import checked_kg
from spotter.training.workout import (
    LEAST_LOSS_RATIO,
    LEAST_S,
    MOST_LOSS_RATIO,
    MOST_REPS,
    MOST_S,
    MOST_SETS,
    check_range,
    checked_name,
)

_LEAST_STEP_KG = 0.1
_MOST_STEP_KG = 50.0


class Progression(StrEnum):
    """The rule by which a member's load rises."""

    DOUBLE = "double progression"
    TWO_FOR_TWO = "two for two"
    RESERVE = "reps in reserve"


class Rule(StrEnum):
    """The rule that decided: one of the progressions, or what lowered or stopped the load."""

    DOUBLE = "double progression"
    TWO_FOR_TWO = "two for two"
    RESERVE = "reps in reserve"
    DELOAD = "two failures"
    TOO_HEAVY = "too heavy"
    PAIN = "pain"
    FORM = "form"
    SPEED_LOSS = "speed loss"
    READINESS = "readiness"
    TRAINING_LOAD = "training load"
    LONGER_HOLDS = "longer holds"


class Change(StrEnum):
    """What becomes of the work."""

    RAISE = "raise"
    KEEP = "keep"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Prescription:
    """Sets of ``least_reps`` to ``most_reps`` at a load; None: without one, or as one likes.

    Sets by time, such as holds, last ``seconds`` each; their reps are 1.

    Raises :class:`TrainingError` for a value out of range and a range that ends before it begins.
    """

    sets: int
    least_reps: int
    most_reps: int
    load_kg: float | None = None
    seconds: float | None = None

    def __post_init__(self) -> None:
        check_range("sets", self.sets, 1, MOST_SETS)
        check_range("reps at least", self.least_reps, 1, MOST_REPS)
        check_range("reps at most", self.most_reps, self.least_reps, MOST_REPS)
        check_range("seconds", self.seconds, LEAST_S, MOST_S)
        if self.seconds is not None and self.most_reps != 1:
            raise TrainingError(f"expected 1 rep of a set by time; found {self.most_reps}")
        if self.load_kg is not None:
            checked_kg(self.load_kg)


@dataclass(frozen=True, slots=True)
class DoneSet:
    """A set as it was done. Reps that could not be judged are not ``faulty_reps``.

    ``reps_left`` is how many more the member could have done; ``speed_loss_ratio`` is how much
    slower the slowest rep was than the fastest, 0 to 1. A set by time has one rep, and lasted
    ``held_s`` without a break. None is not known.
    """

    reps: int
    faulty_reps: int = 0
    load_kg: float | None = None
    kind: SetKind = SetKind.NORMAL
    reps_left: float | None = None
    speed_loss_ratio: float | None = None
    held_s: float | None = None

    def __post_init__(self) -> None:
        check_range("reps", self.reps, 0, MOST_REPS)
        check_range("seconds", self.held_s, 0, MOST_S)
        check_range("faulty reps", self.faulty_reps, 0, self.reps)
        check_range("reps left", self.reps_left, 0, 100)
        check_range("of speed lost", self.speed_loss_ratio, 0, 1)
        if self.load_kg is not None:
            checked_kg(self.load_kg)

    @property
    def good_reps(self) -> int:
        """Reps without a fault."""
        return self.reps - self.faulty_reps


@dataclass(frozen=True, slots=True)
class FaultCount:
    """How many reps of an attempt had a fault, which is named in words."""

    fault: str
    reps: int

    def __post_init__(self) -> None:
        checked_name("a fault's name", self.fault)
        check_range("reps", self.reps, 1, MOST_REPS)


@dataclass(frozen=True, slots=True)
class Attempt:
    """An exercise as it was prescribed on a day and as it was done, warm-ups and all.

    ``range_ratio`` is the mean range of motion, in parts of the reference's, and
    ``most_speed_loss_ratio`` the loss of speed at which its sets were to end.

    Raises :class:`TrainingError` without a set.
    """

    day: date
    prescribed: Prescription
    sets: tuple[DoneSet, ...]
    faults: tuple[FaultCount, ...] = ()
    range_ratio: float | None = None
    most_speed_loss_ratio: float | None = None

    def __post_init__(self) -> None:
        if not self.sets:
            raise TrainingError(f"expected a set on {self.day}; found none")
        check_range("of the range of motion", self.range_ratio, 0, 10)
        loss_ratio = self.most_speed_loss_ratio
        check_range("of speed lost", loss_ratio, LEAST_LOSS_RATIO, MOST_LOSS_RATIO)


@dataclass(frozen=True, slots=True)
class Gym:
    """What the gym has: its smallest step of a load, and the false alarms that its verdicts have.

    Raises :class:`TrainingError` for a step that is not 0.1 to 50 kg, a rate not below a half.
    """

    step_kg: float = 2.5
    false_alarm_ratio: float = 0.05

    def __post_init__(self) -> None:
        check_range("kg of a step", self.step_kg, _LEAST_STEP_KG, _MOST_STEP_KG)
        check_range("of false alarms", self.false_alarm_ratio, 0, 0.5)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says, and why, in words that go after a colon."""

    rule: Rule
    change: Change
    because: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed instead of ``old``; ``rule`` decided, ``because`` says why in words."""

    rule: Rule
    change: Change
    old: Prescription
    new: Prescription
    because: str
