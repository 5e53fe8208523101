"""States after a round trip through their stored bytes."""

from typing import TypeVar

from spotter.movement.recognition.recogniser_state import RecogniserState
from spotter.movement.segmentation import CutterState
from spotter.wire.snapshots import (
    LocationState,
    StationSnapshot,
    TrackState,
    snapshot_bytes,
    snapshot_from_bytes,
)

FollowerState = TypeVar("FollowerState", CutterState, RecogniserState)


def stored(snapshot: StationSnapshot) -> StationSnapshot:
    """The value after a round trip through its stored bytes."""
    return snapshot_from_bytes(snapshot_bytes(snapshot))


def state_bytes(state: CutterState | RecogniserState) -> bytes:
    """The stored bytes of one person's state; equal for states that are equal to the bit."""
    return snapshot_bytes(StationSnapshot(1, tracks=(TrackState(1, LocationState(), state),)))


def stored_state(state: FollowerState) -> FollowerState:
    """The value after a round trip through its stored bytes."""
    (track,) = snapshot_from_bytes(state_bytes(state)).tracks
    assert isinstance(track.follower, type(state))
    return track.follower
