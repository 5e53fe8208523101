"""Tracks the people of one station: frames in, events out. Pure, so replays give the same reps."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from spotter.movement.segmentation import RepEnded, RepEvent
from spotter.rep_segmenter.errors import SegmenterError
from spotter.rep_segmenter.stations.assignments import AssignedEvent, Assignment, Choice, Follower
from spotter.rep_segmenter.stations.person_location import PersonLocation
from spotter.rep_segmenter.stations.subject_selection import Judging, SubjectSelection
from spotter.wire.poses.people import PoseFrame, TrackedPerson
from spotter.wire.snapshots import LocationState, SelectionState, StationSnapshot, TrackState


@dataclass(frozen=True, slots=True)
class Limits:
    """After what time a track is lost, and how many are followed at a station."""

    timeout_us: int
    tracks_per_station: int


@dataclass(frozen=True, slots=True)
class TrackEvent:
    """An event on one track, and the exercise that it belongs to."""

    track_id: int
    assignment: Assignment
    event: RepEvent


@dataclass(slots=True)
class _Track:
    follower: Follower
    location: PersonLocation


class StationTracks:
    """The tracks of one station up to the frame captured at ``last_us``.

    Everybody in the zone is followed, so that no part of a set is missing when somebody turns out
    to be the one judged; events on other tracks are not reported. Events depend only on the frames
    and their capture times, and on what is ``expected``, never on a clock: the same frames, fed in
    one go or from a snapshot on, give the same events. Without an ``assignment`` nothing is cut.
    """

    def __init__(
        self,
        assignment: Assignment | Choice | None,
        judging: Judging,
        limits: Limits,
        *,
        last_us: int = 0,
    ) -> None:
        self.assignment = assignment
        self.judging = judging
        self.last_us = last_us
        self._limits = limits
        self._selection = SubjectSelection(judging.rule, SelectionState())
        self._tracks: dict[int, _Track] = {}
        self._expected: str | None = None

    def __len__(self) -> int:
        return len(self._tracks)

    @property
    def expected(self) -> str | None:
        """The exercise that is likelier than the others from now on; it is in no snapshot."""
        return self._expected

    @expected.setter
    def expected(self, exercise: str | None) -> None:
        self._expected = exercise
        for track in self._tracks.values():
            track.follower.expect(exercise)

    @property
    def subject(self) -> int | None:
        """The track of who is judged; before anybody has done a rep, of the only one there."""
        inside = [track_id for track_id, one in self._people().items() if one.is_inside]
        if self._selection.state.judged in inside:
            return self._selection.state.judged
        return inside[0] if len(inside) == 1 else None

    def feed(self, frame: PoseFrame) -> list[TrackEvent]:
        """The events of this frame, which must be newer than all before it."""
        events = self._finish_lost(frame.captured_us)
        self.last_us = frame.captured_us
        tracks = [(person, self._locate(person, frame)) for person in frame.people]
        self._selection.observe(frame.captured_us, self._people())
        for person, track in tracks:
            if track is not None:
                happened = track.follower.feed(frame, person)
                events += self._judged(person.track_id, happened, frame.captured_us)
        return events

    def finish(self) -> list[TrackEvent]:
        """The events of everybody leaving. Forgets all tracks."""
        return [
            event
            for track_id in list(self._tracks)
            for event in self._finish(track_id, self.last_us)
        ]

    def snapshot(self) -> StationSnapshot:
        """The whole state, from which :meth:`resume` continues."""
        return StationSnapshot(
            self.last_us,
            self.assignment.key if self.assignment else (),
            self.judging.rule,
            self.judging.zone,
            self._selection.state,
            tuple(
                TrackState(track_id, track.location.place, track.follower.state)
                for track_id, track in self._tracks.items()
            ),
        )

    @classmethod
    def resume(
        cls, assignment: Assignment | Choice | None, limits: Limits, snapshot: StationSnapshot
    ) -> Self:
        """Continue from a snapshot made with the same assignment.

        Raises :class:`SegmenterError` when it does not fit the assignment.
        """
        judging = Judging(snapshot.judged, snapshot.zone)
        tracks = cls(assignment, judging, limits, last_us=snapshot.captured_us)
        tracks._selection = SubjectSelection(judging.rule, snapshot.selection)
        try:
            tracks._tracks = {one.track_id: _resumed(assignment, one) for one in snapshot.tracks}
        except ValueError as error:
            raise SegmenterError(f"the snapshot does not fit the reference: {error}") from error
        return tracks

    def _locate(self, person: TrackedPerson, frame: PoseFrame) -> _Track | None:
        """The person's track; None for somebody not yet in the zone, or beyond the limit."""
        known = self._tracks.get(person.track_id)
        location = known.location if known else PersonLocation(LocationState())
        location.update(person.keypoints, frame, self.judging.zone)
        full = len(self._tracks) >= self._limits.tracks_per_station
        if known or full or self.assignment is None or not location.is_inside:
            return known
        follower = self.assignment.follow()
        follower.expect(self._expected)
        return self._tracks.setdefault(person.track_id, _Track(follower, location))

    def _people(self) -> dict[int, PersonLocation]:
        return {track_id: track.location for track_id, track in self._tracks.items()}

    def _judged(
        self, track_id: int, happened: Iterable[AssignedEvent], now_us: int
    ) -> list[TrackEvent]:
        """The events of a track that count as judged."""
        events = [TrackEvent(track_id, assignment, event) for assignment, event in happened]
        if not events:
            return events
        people = self._people()
        for one in events:
            if isinstance(one.event, RepEnded):
                self._selection.observe_rep(now_us, track_id, one.event, people)
        return events if self._selection.judges(track_id, people) else []

    def _finish_lost(self, now_us: int) -> list[TrackEvent]:
        lost = [
            track_id
            for track_id, track in self._tracks.items()
            if now_us - track.location.place.seen_us > self._limits.timeout_us
        ]
        return [event for track_id in lost for event in self._finish(track_id, now_us)]

    def _finish(self, track_id: int, now_us: int) -> list[TrackEvent]:
        events = self._judged(track_id, self._tracks[track_id].follower.finish(), now_us)
        self._selection.forget(track_id)
        del self._tracks[track_id]
        return events


def _resumed(assignment: Assignment | Choice | None, state: TrackState) -> _Track:
    if assignment is None:
        raise SegmenterError(
            "expected nobody to be followed at a station without an exercise; found a track"
        )
    return _Track(assignment.resume(state.follower), PersonLocation(state.place))
