"""What is remembered, as it comes back from where it was stored."""

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
    """Through the bytes and back."""
    return snapshot_from_bytes(snapshot_bytes(snapshot))


def state_bytes(state: CutterState | RecogniserState) -> bytes:
    """What is stored of one person; the same for states that are the same to the bit."""
    return snapshot_bytes(StationSnapshot(1, tracks=(TrackState(1, LocationState(), state),)))


def stored_state(state: FollowerState) -> FollowerState:
    """Through the bytes and back."""
    (track,) = snapshot_from_bytes(state_bytes(state)).tracks
    assert isinstance(track.follower, type(state))
    return track.follower
