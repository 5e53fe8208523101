"""A station's snapshot as bytes with a schema version."""

from spotter.api.snapshots.v1 import snapshot_pb2
from spotter.movement.segmentation import CutterState
from spotter.wire.encoding.parsing import parse
from spotter.wire.errors import WireError
from spotter.wire.snapshots.cutter import cutter_message, cutter_state
from spotter.wire.snapshots.recogniser import recogniser_message, recogniser_state
from spotter.wire.snapshots.values import (
    LocationState,
    RivalState,
    SelectionState,
    StationSnapshot,
    TrackState,
    TrainedExercise,
)
from spotter.wire.stations import JUDGED, zone_message, zone_value

SCHEMA_VERSION = 1
"""The version written. A release that raises it must still read the version before."""
_READABLE = frozenset({SCHEMA_VERSION})


class UnknownSchemaError(WireError):
    """A snapshot with a schema version that this release cannot read."""


def snapshot_bytes(snapshot: StationSnapshot) -> bytes:
    """The snapshot as it is stored."""
    return snapshot_pb2.StationSnapshot(
        schema_version=SCHEMA_VERSION,
        captured_us=snapshot.captured_us,
        exercises=[
            snapshot_pb2.TrainedExercise(exercise=one.name, reference_digest=one.reference_digest)
            for one in snapshot.exercises
        ],
        judged=JUDGED.label(snapshot.judged),
        zone=zone_message(snapshot.zone),
        selection=_selection_message(snapshot.selection),
        tracks=[_track_message(track) for track in snapshot.tracks],
    ).SerializeToString()


def snapshot_from_bytes(data: bytes) -> StationSnapshot:
    """The snapshot in its stored bytes, exact to the bit.

    Raises :class:`UnknownSchemaError` for another schema version, and :class:`WireError` for bytes
    that are not a snapshot or hold an impossible value.
    """
    message = parse(snapshot_pb2.StationSnapshot, data)
    if message.schema_version not in _READABLE:
        raise UnknownSchemaError(
            f"expected a snapshot of schema version {SCHEMA_VERSION}; "
            f"found version {message.schema_version}"
        )
    try:
        return _snapshot(message)
    except ValueError as error:
        raise WireError(f"the snapshot is damaged: {error}") from error


def _snapshot(message: snapshot_pb2.StationSnapshot) -> StationSnapshot:
    return StationSnapshot(
        message.captured_us,
        tuple(TrainedExercise(one.exercise, one.reference_digest) for one in message.exercises),
        JUDGED.member(message.judged),
        zone_value(message.zone) if message.HasField("zone") else None,
        _selection_state(message.selection),
        tuple(_track_state(track) for track in message.tracks),
    )


def _selection_message(state: SelectionState) -> snapshot_pb2.SelectionState:
    return snapshot_pb2.SelectionState(
        judged_track_id=state.judged,
        rep_count=state.rep_count,
        busy_until_us=state.busy_until_us,
        rivals=[
            snapshot_pb2.RivalState(
                track_id=rival.track_id,
                better_since_us=rival.better_since_us,
                rep_count=rival.rep_count,
            )
            for rival in state.rivals
        ],
    )


def _selection_state(message: snapshot_pb2.SelectionState) -> SelectionState:
    return SelectionState(
        message.judged_track_id if message.HasField("judged_track_id") else None,
        message.rep_count,
        message.busy_until_us,
        tuple(
            RivalState(
                rival.track_id,
                rival.better_since_us if rival.HasField("better_since_us") else None,
                rival.rep_count,
            )
            for rival in message.rivals
        ),
    )


def _track_message(track: TrackState) -> snapshot_pb2.TrackState:
    place = snapshot_pb2.LocationState(
        seen_us=track.place.seen_us,
        inside_us=track.place.inside_us,
        across_ratio=track.place.across_ratio,
        down_ratio=track.place.down_ratio,
        torso_ratio=track.place.torso_ratio,
    )
    if isinstance(track.follower, CutterState):
        cutter = cutter_message(track.follower)
        return snapshot_pb2.TrackState(track_id=track.track_id, place=place, cutter=cutter)
    recogniser = recogniser_message(track.follower)
    return snapshot_pb2.TrackState(track_id=track.track_id, place=place, recogniser=recogniser)


def _track_state(message: snapshot_pb2.TrackState) -> TrackState:
    place = message.place
    return TrackState(
        message.track_id,
        LocationState(
            place.seen_us,
            place.inside_us,
            place.across_ratio,
            place.down_ratio,
            place.torso_ratio,
        ),
        recogniser_state(message.recogniser)
        if message.HasField("recogniser")
        else cutter_state(message.cutter),
    )
