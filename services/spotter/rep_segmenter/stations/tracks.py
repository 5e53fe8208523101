"""The people of one station: frames in, events out. Pure, so that a replay gives the same reps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from spotter.movement.segmentation import RepEnded, RepEvent
from spotter.movement.segmentation.snapshot import from_plain, to_plain
from spotter.movement.values.poses import Pose
from spotter.rep_segmenter.errors import SegmenterError
from spotter.rep_segmenter.stations.assignments import Assigned, Assignment, Choice, Follower
from spotter.rep_segmenter.stations.person_location import PersonLocation
from spotter.rep_segmenter.stations.subject_selection import Judging, SubjectSelection
from spotter.wire.poses import PoseFrame, TrackedPerson


@dataclass(frozen=True, slots=True)
class Limits:
    """When a track is lost, and how many are followed at a station."""

    timeout_us: int
    tracks_per_station: int


@dataclass(frozen=True, slots=True)
class TrackEvent:
    """What happened on one track, and of which exercise."""

    track_id: int
    assignment: Assignment
    event: RepEvent


@dataclass(slots=True)
class _Track:
    follower: Follower
    place: PersonLocation


class StationTracks:
    """The tracks of one station up to the frame captured at ``last_us``.

    Everybody in the zone is followed, so that nothing of a set is missed by whoever turns out to be
    judged; what happens on the other tracks is not said. Everything depends on the frames and
    their capture times alone, never on a clock: whoever feeds the same frames, in one go or from a
    snapshot on, gets the same events. Without an ``assignment`` frames pass and nothing is cut.
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
        self._selection = SubjectSelection(judging.rule)
        self._tracks: dict[int, _Track] = {}

    def __len__(self) -> int:
        return len(self._tracks)

    def feed(self, frame: PoseFrame) -> list[TrackEvent]:
        """What happened by this frame, which must be newer than all before it."""
        events = self._finish_lost(frame.captured_us)
        self.last_us = frame.captured_us
        tracks = [(person, self._see(person, frame)) for person in frame.people]
        self._selection.see(frame.captured_us, self._people())
        for person, track in tracks:
            if track is not None:
                happened = track.follower.feed(Pose(frame.captured_us, person.keypoints))
                events += self._judged(person.track_id, happened, frame.captured_us)
        return events

    def finish(self) -> list[TrackEvent]:
        """What happens when nobody is there any more. Forgets all tracks."""
        return [
            event
            for track_id in list(self._tracks)
            for event in self._finish(track_id, self.last_us)
        ]

    def snapshot(self) -> dict[str, Any]:
        """All of it as JSON, from which :meth:`resume` goes on."""
        return {
            "captured_us": self.last_us,
            "exercises": self.assignment.key if self.assignment else (),
            "judging": self.judging.snapshot(),
            "choosing": self._selection.snapshot(),
            "tracks": [
                {
                    "track_id": track_id,
                    "place": to_plain(track.place),
                    "cutter": track.follower.snapshot(),
                }
                for track_id, track in self._tracks.items()
            ],
        }

    @classmethod
    def resume(
        cls, assignment: Assignment | Choice | None, limits: Limits, snapshot: Mapping[str, Any]
    ) -> Self:
        """Go on from a snapshot made with the same assignment.

        Raises :class:`SegmenterError` for what is no snapshot.
        """
        try:
            judging = Judging.resume(snapshot["judging"])
            tracks = cls(assignment, judging, limits, last_us=int(snapshot["captured_us"]))
            tracks._selection = SubjectSelection.resume(judging.rule, snapshot["choosing"])
            if assignment is not None:
                tracks._tracks = {
                    int(track["track_id"]): _Track(
                        assignment.resume(track["cutter"]),
                        from_plain(PersonLocation, track["place"]),
                    )
                    for track in snapshot["tracks"]
                }
        except (KeyError, TypeError, ValueError) as error:
            raise SegmenterError(f"expected a snapshot of tracks; found {error!r}") from error
        return tracks

    def _see(self, person: TrackedPerson, frame: PoseFrame) -> _Track | None:
        """The person's track; None for who has not been in the zone, or is one too many."""
        known = self._tracks.get(person.track_id)
        place = known.place if known else PersonLocation()
        place.see(person.keypoints, frame, self.judging.zone)
        full = len(self._tracks) >= self._limits.tracks_per_station
        if known or full or self.assignment is None or not place.is_inside:
            return known
        return self._tracks.setdefault(person.track_id, _Track(self.assignment.follow(), place))

    def _people(self) -> dict[int, PersonLocation]:
        return {track_id: track.place for track_id, track in self._tracks.items()}

    def _judged(self, track_id: int, happened: Iterable[Assigned], now_us: int) -> list[TrackEvent]:
        """What happened on a track, as far as it is judged."""
        events = [TrackEvent(track_id, assignment, event) for assignment, event in happened]
        if not events:
            return events
        people = self._people()
        for one in events:
            if isinstance(one.event, RepEnded):
                self._selection.hear(now_us, track_id, one.event, people)
        return events if self._selection.judges(track_id, people) else []

    def _finish_lost(self, now_us: int) -> list[TrackEvent]:
        lost = [
            track_id
            for track_id, track in self._tracks.items()
            if now_us - track.place.seen_us > self._limits.timeout_us
        ]
        return [event for track_id in lost for event in self._finish(track_id, now_us)]

    def _finish(self, track_id: int, now_us: int) -> list[TrackEvent]:
        events = self._judged(track_id, self._tracks[track_id].follower.finish(), now_us)
        self._selection.forget(track_id)
        del self._tracks[track_id]
        return events
