"""The state of a recogniser, from which another one can continue."""

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
from spotter.movement.values import PoseSeries

MAX_LOG_ODDS_AGAINST = log(4)
"""The maximum log odds of one rep against a candidate, since it may have been a bad rep."""


@dataclass(frozen=True, slots=True)
class FoundRep:
    """A rep that a candidate's cutter has found, and its log odds against *none*."""

    rep: RepEnded
    log_odds: float

    @classmethod
    def of(cls, rep: RepEnded, poses: PoseSeries, candidate: Candidate) -> "FoundRep":
        """``poses`` must cover the rep, and may include others."""
        found = mismatch(poses.between(rep.started_us, rep.ended_us), candidate)
        return cls(rep, max(log(NONE_MISMATCH) - log(found), -MAX_LOG_ODDS_AGAINST))


@dataclass(frozen=True, slots=True)
class RepCount:
    """The count of reported sets and reps; the current set's exercise and its cutter's set number.

    A set begins with another exercise, or when the cutter begins one. Numbers are 0 before the
    first.
    """

    exercise: str = ""
    set_by_cutter: int = 0
    set_number: int = 0
    rep_number: int = 0
    set_started_us: int = 0

    def plus(self, exercise: str, rep: RepEnded) -> "RepCount":
        """The count after one more rep."""
        if (exercise, rep.set_number) == (self.exercise, self.set_by_cutter):
            return replace(self, rep_number=self.rep_number + 1)
        return RepCount(exercise, rep.set_number, self.set_number + 1, 1, rep.started_us)


@dataclass(frozen=True, slots=True, eq=False)
class CandidateState:
    """The state of one candidate: its cutter, and the reps found recently."""

    cutter: CutterState
    found: tuple[FoundRep, ...]


@dataclass(frozen=True, slots=True, eq=False)
class RecogniserState:
    """The state of a recogniser, without its candidates. Times are microseconds."""

    candidates: Mapping[str, CandidateState]
    poses: PoseSeries
    """The poses of the last 30 seconds."""
    counted: RepCount
    recognition: Recognition
    decide_us: int | None
    """When to decide on the reps found since the last decision; None if there are none."""
    reported_us: int | None
    """When the last reported rep ended."""
