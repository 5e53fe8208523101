"""A station's exercises, and the followers that find each person's reps in poses. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from spotter.movement.recognition import Candidate
from spotter.movement.recognition.recogniser import RecognisedRep, Recogniser
from spotter.movement.recognition.recogniser_state import RecogniserState
from spotter.movement.segmentation import CutterState, RepCutter, RepEvent, SetStarted, Template
from spotter.rep_segmenter.errors import SegmenterError
from spotter.wire.poses.people import PoseFrame, TrackedPerson
from spotter.wire.snapshots import TrainedExercise

Key = tuple[TrainedExercise, ...]

FollowerState = CutterState | RecogniserState


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """One exercise, and the reference whose template cuts its reps.

    ``equipment_digest`` names what it is done with; empty: nothing that was taught.
    """

    exercise: str
    reference_digest: str
    template: Template
    equipment_digest: str = ""

    @property
    def key(self) -> Key:
        """Equal for assignments that cut the same reps."""
        return (TrainedExercise(self.exercise, self.reference_digest),)

    def follow(self) -> "Follower":
        """A follower for a person who has just appeared."""
        return _Cutting(self, RepCutter(self.template))

    def resume(self, state: FollowerState) -> "Follower":
        """A follower that continues from ``state``.

        Raises :class:`SegmenterError` for a recogniser's state, and ValueError for the state of a
        cutter of another exercise.
        """
        if not isinstance(state, CutterState):
            raise SegmenterError("one exercise is followed by a cutter; found a recogniser")
        return _Cutting(self, RepCutter(self.template, state))


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Several exercises by name, among which the one being done is recognised."""

    assignments: Mapping[str, Assignment]
    candidates: tuple[Candidate, ...]

    @property
    def key(self) -> Key:
        """Equal for choices that cut the same reps."""
        return tuple(pair for assignment in self.assignments.values() for pair in assignment.key)

    def follow(self) -> "Follower":
        """A follower for a person who has just appeared."""
        return _Recognising(self.assignments, Recogniser(self.candidates))

    def resume(self, state: FollowerState) -> "Follower":
        """A follower that continues from ``state``.

        Raises :class:`SegmenterError` for a cutter's state, and ValueError for the state of a
        recogniser of other exercises.
        """
        if not isinstance(state, RecogniserState):
            raise SegmenterError("several exercises are followed by a recogniser; found a cutter")
        return _Recognising(self.assignments, Recogniser(self.candidates, state))


AssignedEvent = tuple[Assignment, RepEvent]
"""An event, and the exercise that it belongs to."""


class Follower(Protocol):
    """Finds reps in one person's poses; can be resumed from its state."""

    @property
    def state(self) -> FollowerState:
        """All that the follower remembers."""

    def expect(self, exercise: str | None) -> None:
        """From now on that exercise is likelier than the others; None: none is."""

    def feed(self, frame: PoseFrame, person: TrackedPerson) -> list[AssignedEvent]:
        """The events that the person's pose in the next frame decides, in order."""

    def finish(self) -> list[AssignedEvent]:
        """The remaining events when no pose will follow."""


@dataclass(frozen=True, slots=True)
class _Cutting:
    assignment: Assignment
    cutter: RepCutter

    def expect(self, exercise: str | None) -> None:
        pass  # one exercise needs no recognising

    def feed(self, frame: PoseFrame, person: TrackedPerson) -> list[AssignedEvent]:
        pose = frame.pose_of(person, self.assignment.equipment_digest)
        return [(self.assignment, event) for event in self.cutter.feed(pose)]

    def finish(self) -> list[AssignedEvent]:
        return [(self.assignment, event) for event in self.cutter.finish()]

    @property
    def state(self) -> FollowerState:
        return self.cutter.state


@dataclass(frozen=True, slots=True)
class _Recognising:
    assignments: Mapping[str, Assignment]
    recogniser: Recogniser

    def expect(self, exercise: str | None) -> None:
        self.recogniser.expected = exercise

    def feed(self, frame: PoseFrame, person: TrackedPerson) -> list[AssignedEvent]:
        return self._events(self.recogniser.feed(person.pose(frame.captured_us)))

    def finish(self) -> list[AssignedEvent]:
        return self._events(self.recogniser.finish())

    @property
    def state(self) -> FollowerState:
        return self.recogniser.state

    def _events(self, reps: Iterable[RecognisedRep]) -> list[AssignedEvent]:
        events: list[AssignedEvent] = []
        for one in reps:
            assignment, rep = self.assignments[one.exercise], one.rep
            if rep.rep_number == 1:
                events.append((assignment, SetStarted(rep.set_number, rep.started_us)))
            events.append((assignment, rep))
        return events
