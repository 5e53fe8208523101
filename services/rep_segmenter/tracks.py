"""The people of one station: frames in, events out. Pure, so that a replay gives the same reps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from movement.poses import Pose
from movement.reps import RepEvent
from rep_segmenter.assignments import Assigned, Assignment, Choice, Follower
from rep_segmenter.errors import SegmenterError
from wire.poses import PoseFrame


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
    seen_us: int


class StationTracks:
    """The tracks of one station up to the frame captured at ``last_us``.

    Everything depends on the frames and their capture times alone, never on a clock: whoever
    feeds the same frames, in one go or from a snapshot on, gets the same events. Without an
    ``assignment`` frames pass and nothing is cut.
    """

    def __init__(
        self, assignment: Assignment | Choice | None, limits: Limits, *, last_us: int = 0
    ) -> None:
        self.assignment = assignment
        self.last_us = last_us
        self._limits = limits
        self._tracks: dict[int, _Track] = {}

    def __len__(self) -> int:
        return len(self._tracks)

    def feed(self, frame: PoseFrame) -> list[TrackEvent]:
        """What happened by this frame, which must be newer than all before it."""
        events = self._finish_lost(frame.captured_us)
        self.last_us = frame.captured_us
        for person in frame.people:
            track = self._track(person.track_id)
            if track is not None:
                track.seen_us = frame.captured_us
                happened = track.follower.feed(Pose(frame.captured_us, person.keypoints))
                events += _on_track(person.track_id, happened)
        return events

    def finish(self) -> list[TrackEvent]:
        """What happens when nobody is there any more. Forgets all tracks."""
        return [event for track_id in list(self._tracks) for event in self._finish(track_id)]

    def snapshot(self) -> dict[str, Any]:
        """All of it as JSON, from which :meth:`resume` goes on."""
        return {
            "captured_us": self.last_us,
            "exercises": self.assignment.key if self.assignment else (),
            "tracks": [
                {
                    "track_id": track_id,
                    "seen_us": track.seen_us,
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
            tracks = cls(assignment, limits, last_us=int(snapshot["captured_us"]))
            if assignment is not None:
                tracks._tracks = {
                    int(track["track_id"]): _Track(
                        assignment.resume(track["cutter"]), int(track["seen_us"])
                    )
                    for track in snapshot["tracks"]
                }
        except (KeyError, TypeError, ValueError) as error:
            raise SegmenterError(f"expected a snapshot of tracks; found {error!r}") from error
        return tracks

    def _track(self, track_id: int) -> _Track | None:
        known = self._tracks.get(track_id)
        full = len(self._tracks) >= self._limits.tracks_per_station
        if known or full or self.assignment is None:
            return known
        return self._tracks.setdefault(track_id, _Track(self.assignment.follow(), 0))

    def _finish_lost(self, now_us: int) -> list[TrackEvent]:
        lost = [
            track_id
            for track_id, track in self._tracks.items()
            if now_us - track.seen_us > self._limits.timeout_us
        ]
        return [event for track_id in lost for event in self._finish(track_id)]

    def _finish(self, track_id: int) -> list[TrackEvent]:
        track = self._tracks.pop(track_id)
        return _on_track(track_id, track.follower.finish())


def _on_track(track_id: int, happened: Iterable[Assigned]) -> list[TrackEvent]:
    return [TrackEvent(track_id, assignment, event) for assignment, event in happened]
