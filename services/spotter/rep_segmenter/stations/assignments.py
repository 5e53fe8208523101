"""What is trained at a station, and what follows each person there: poses in, reps out. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from spotter.movement.recognition.recogniser import RecognisedRep, Recogniser
from spotter.movement.recognition.recogniser_state import RecogniserState
from spotter.movement.recognition.rep_recognition import Candidate
from spotter.movement.segmentation import CutterState, RepCutter, RepEvent, SetStarted, Template
from spotter.movement.values.poses import Pose
from spotter.rep_segmenter.errors import SegmenterError
from spotter.wire.snapshots import TrainedExercise

Key = tuple[TrainedExercise, ...]

FollowerState = CutterState | RecogniserState


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """One exercise, and the reference whose template its reps are cut with."""

    exercise: str
    reference_digest: str
    template: Template

    @property
    def key(self) -> Key:
        """The same for assignments that cut the same reps."""
        return (TrainedExercise(self.exercise, self.reference_digest),)

    def follow(self) -> "Follower":
        """For a person who has just been seen."""
        return _Cutting(self, RepCutter(self.template))

    def resume(self, state: FollowerState) -> "Follower":
        """Raises ValueError for a state that is not that of a cutter of this exercise."""
        if not isinstance(state, CutterState):
            raise SegmenterError("one exercise is followed by a cutter; found a recogniser")
        return _Cutting(self, RepCutter(self.template, state))


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Several exercises by their names, of which the one that is done is recognised."""

    assignments: Mapping[str, Assignment]
    candidates: tuple[Candidate, ...]

    @property
    def key(self) -> Key:
        """The same for choices that cut the same reps."""
        return tuple(pair for assignment in self.assignments.values() for pair in assignment.key)

    def follow(self) -> "Follower":
        """For a person who has just been seen."""
        return _Recognising(self.assignments, Recogniser(self.candidates))

    def resume(self, state: FollowerState) -> "Follower":
        """Raises ValueError for a state that is not that of a recogniser of these exercises."""
        if not isinstance(state, RecogniserState):
            raise SegmenterError("several exercises are followed by a recogniser; found a cutter")
        return _Recognising(self.assignments, Recogniser(self.candidates, state))


Assigned = tuple[Assignment, RepEvent]
"""What happened, and of which exercise."""


class Follower(Protocol):
    """Finds reps in one person's poses. Can be gone on with from its state."""

    @property
    def state(self) -> FollowerState:
        """All that it knows."""

    def feed(self, pose: Pose) -> list[Assigned]:
        """What the next pose decides, in order."""

    def finish(self) -> list[Assigned]:
        """What is left when no pose will follow."""


@dataclass(frozen=True, slots=True)
class _Cutting:
    assignment: Assignment
    cutter: RepCutter

    def feed(self, pose: Pose) -> list[Assigned]:
        return [(self.assignment, event) for event in self.cutter.feed(pose)]

    def finish(self) -> list[Assigned]:
        return [(self.assignment, event) for event in self.cutter.finish()]

    @property
    def state(self) -> FollowerState:
        return self.cutter.state


@dataclass(frozen=True, slots=True)
class _Recognising:
    assignments: Mapping[str, Assignment]
    recogniser: Recogniser

    def feed(self, pose: Pose) -> list[Assigned]:
        return self._said(self.recogniser.feed(pose))

    def finish(self) -> list[Assigned]:
        return self._said(self.recogniser.finish())

    @property
    def state(self) -> FollowerState:
        return self.recogniser.state

    def _said(self, reps: Iterable[RecognisedRep]) -> list[Assigned]:
        said: list[Assigned] = []
        for one in reps:
            assignment, rep = self.assignments[one.exercise], one.rep
            if rep.rep_number == 1:
                said.append((assignment, SetStarted(rep.set_number, rep.started_us)))
            said.append((assignment, rep))
        return said
