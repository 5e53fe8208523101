"""What is trained at a station, and what follows each person there: poses in, reps out. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from spotter.movement.recognition.recogniser import RecognisedRep, Recogniser
from spotter.movement.recognition.rep_recognition import Candidate
from spotter.movement.segmentation import RepCutter, RepEvent, SetStarted, Template
from spotter.movement.values.poses import Pose

Key = tuple[tuple[str, str], ...]
"""The name and the reference's digest of each exercise."""


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """One exercise, and the reference whose template its reps are cut with."""

    exercise: str
    reference_digest: str
    template: Template

    @property
    def key(self) -> Key:
        """The same for assignments that cut the same reps."""
        return ((self.exercise, self.reference_digest),)

    def follow(self) -> "Follower":
        """For a person who has just been seen."""
        return _Cutting(self, RepCutter(self.template))

    def resume(self, snapshot: dict[str, Any]) -> "Follower":
        """Raises what :meth:`RepCutter.resume` does."""
        return _Cutting(self, RepCutter.resume(self.template, snapshot))


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

    def resume(self, snapshot: Mapping[str, Any]) -> "Follower":
        """Raises what :meth:`Recogniser.resume` does."""
        return _Recognising(self.assignments, Recogniser.resume(self.candidates, snapshot))


Assigned = tuple[Assignment, RepEvent]
"""What happened, and of which exercise."""


class Follower(Protocol):
    """Finds reps in one person's poses. Can be gone on with from its snapshot, which is JSON."""

    def feed(self, pose: Pose) -> list[Assigned]:
        """What the next pose decides, in order."""

    def finish(self) -> list[Assigned]:
        """What is left when no pose will follow."""

    def snapshot(self) -> dict[str, Any]:
        """All that it knows."""


@dataclass(frozen=True, slots=True)
class _Cutting:
    assignment: Assignment
    cutter: RepCutter

    def feed(self, pose: Pose) -> list[Assigned]:
        return [(self.assignment, event) for event in self.cutter.feed(pose)]

    def finish(self) -> list[Assigned]:
        return [(self.assignment, event) for event in self.cutter.finish()]

    def snapshot(self) -> dict[str, Any]:
        return self.cutter.snapshot()


@dataclass(frozen=True, slots=True)
class _Recognising:
    assignments: Mapping[str, Assignment]
    recogniser: Recogniser

    def feed(self, pose: Pose) -> list[Assigned]:
        return self._said(self.recogniser.feed(pose))

    def finish(self) -> list[Assigned]:
        return self._said(self.recogniser.finish())

    def snapshot(self) -> dict[str, Any]:
        return self.recogniser.snapshot()

    def _said(self, reps: Iterable[RecognisedRep]) -> list[Assigned]:
        said: list[Assigned] = []
        for one in reps:
            assignment, rep = self.assignments[one.exercise], one.rep
            if rep.rep_number == 1:
                said.append((assignment, SetStarted(rep.set_number, rep.started_us)))
            said.append((assignment, rep))
        return said
