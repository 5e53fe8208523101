"""What is remembered of a station and the people at it. Times are microseconds since the epoch."""

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
    """What speaks for somebody who is not judged."""

    track_id: int
    better_since_us: int | None = None
    """Since when they are better placed; None while they are not."""
    rep_count: int = 0


@dataclass(frozen=True, slots=True)
class SelectionState:
    """Who of a station's people is judged, and who may take over."""

    judged: int | None = None
    """The track; None while it is nobody."""
    rep_count: int = 0
    busy_until_us: int = 0
    """Until when they are in a set."""
    rivals: tuple[RivalState, ...] = ()


@dataclass(frozen=True, slots=True)
class LocationState:
    """Where one person is, and how large.

    The middle of the torso, as ratios of the zone's width and height from its left top corner, and
    the torso's length as a ratio of the zone's height; NaN while not known. ``inside_us`` is when
    the person was last seen in the zone.
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
    """All that is known of a station after the frame captured at ``captured_us``.

    ``exercises`` is what is trained there: one, or those among which it is recognised, or none.
    ``zone`` None is the whole picture. Raises :class:`WireError` for two tracks of one id.
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
