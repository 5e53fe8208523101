"""The state of a station and the people at it. Times are in microseconds since the epoch."""

from dataclasses import dataclass
from math import nan
from typing import NamedTuple

from spotter.movement.recognition.recogniser_state import RecogniserState
from spotter.movement.segmentation import CutterState
from spotter.wire.errors import WireError
from spotter.wire.stations import Judged, Zone


class TrainedExercise(NamedTuple):
    """An exercise, and the digest of the reference that its reps are cut with."""

    name: str
    reference_digest: str


@dataclass(frozen=True, slots=True)
class RivalState:
    """The case for judging somebody who is not judged now."""

    track_id: int
    better_since_us: int | None = None
    """When they became better placed; None while they are not."""
    rep_count: int = 0


@dataclass(frozen=True, slots=True)
class SelectionState:
    """The person at a station who is judged, and those who may take over."""

    judged: int | None = None
    """The track; None while nobody is judged."""
    rep_count: int = 0
    busy_until_us: int = 0
    """When their set ends unless another rep follows."""
    rivals: tuple[RivalState, ...] = ()


@dataclass(frozen=True, slots=True)
class LocationState:
    """The position and size of one person.

    ``across_ratio`` and ``down_ratio`` locate the middle of the torso from the zone's top left
    corner, as ratios of its width and height; ``torso_ratio`` is the torso's length as a ratio of
    the zone's height; NaN while unknown. ``inside_us`` is when the person was last seen in the
    zone.
    """

    seen_us: int = 0
    inside_us: int = 0
    across_ratio: float = nan
    down_ratio: float = nan
    torso_ratio: float = nan


@dataclass(frozen=True, slots=True, eq=False)
class TrackState:
    """One person at a station."""

    track_id: int
    place: LocationState
    follower: CutterState | RecogniserState


@dataclass(frozen=True, slots=True, eq=False)
class StationSnapshot:
    """The state of a station after the frame captured at ``captured_us``.

    ``exercises`` holds the exercise trained there, or the candidates for recognition, or nothing.
    ``zone`` None is the whole picture. Raises :class:`WireError` for two tracks with one id.
    """

    captured_us: int
    exercises: tuple[TrainedExercise, ...] = ()
    judged: Judged = Judged.EXERCISE
    zone: Zone | None = None
    selection: SelectionState = SelectionState()
    tracks: tuple[TrackState, ...] = ()

    def __post_init__(self) -> None:
        ids = [track.track_id for track in self.tracks]
        if len(set(ids)) < len(ids):
            raise WireError(f"a track is one person; found {ids}")
