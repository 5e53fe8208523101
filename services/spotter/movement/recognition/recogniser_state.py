"""What a recogniser has to remember to go on where another one stood."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import log

from spotter.movement.recognition.rep_recognition import (
    NONE_MISMATCH,
    Candidate,
    Recognition,
    mismatch,
)
from spotter.movement.segmentation import CutterState, RepEnded
from spotter.movement.values.poses import PoseSeries

MOST_AGAINST = log(4)
"""No rep says more against a candidate, for it may have been a bad one."""


@dataclass(frozen=True, slots=True)
class FoundRep:
    """A rep that a candidate's cutter has found, and the log odds that it is one, over none."""

    rep: RepEnded
    log_odds: float

    @classmethod
    def of(cls, rep: RepEnded, poses: PoseSeries, candidate: Candidate) -> "FoundRep":
        """``poses`` are those of the rep, and may be more."""
        found = mismatch(poses.between(rep.started_us, rep.ended_us), candidate)
        return cls(rep, max(log(NONE_MISMATCH) - log(found), -MOST_AGAINST))


@dataclass(frozen=True, slots=True)
class Counted:
    """How far the reps of a set are counted, and of which exercise and set of its cutter it is.

    A set begins with another exercise, or when the cutter says so. Numbers are 0 before the first.
    """

    exercise: str = ""
    set_by_cutter: int = 0
    set_number: int = 0
    rep_number: int = 0
    set_started_us: int = 0

    def plus(self, exercise: str, rep: RepEnded) -> "Counted":
        """With one more rep."""
        if (exercise, rep.set_number) == (self.exercise, self.set_by_cutter):
            return replace(self, rep_number=self.rep_number + 1)
        return Counted(exercise, rep.set_number, self.set_number + 1, 1, rep.started_us)


@dataclass(frozen=True, slots=True, eq=False)
class CandidateState:
    """What a recogniser remembers of one candidate: its cutter, and the reps found lately."""

    cutter: CutterState
    found: tuple[FoundRep, ...]


@dataclass(frozen=True, slots=True, eq=False)
class RecogniserState:
    """All that a recogniser knows but its candidates. Times are microseconds."""

    candidates: Mapping[str, CandidateState]
    poses: PoseSeries
    """Of the last seconds."""
    counted: Counted
    recognition: Recognition
    decide_us: int | None
    """When it is to decide what the reps are that were found; None while there is none new."""
    reported_us: int | None
    """When the last rep ended that was reported."""
