"""A segmenter's state of a station, as stored for its successor to resume from."""

from spotter.wire.snapshots.station import (
    SCHEMA_VERSION,
    UnknownSchemaError,
    snapshot_bytes,
    snapshot_from_bytes,
)
from spotter.wire.snapshots.values import (
    LocationState,
    RivalState,
    SelectionState,
    StationSnapshot,
    TrackState,
    TrainedExercise,
)

__all__ = [
    "SCHEMA_VERSION",
    "LocationState",
    "RivalState",
    "SelectionState",
    "StationSnapshot",
    "TrackState",
    "TrainedExercise",
    "UnknownSchemaError",
    "snapshot_bytes",
    "snapshot_from_bytes",
]
