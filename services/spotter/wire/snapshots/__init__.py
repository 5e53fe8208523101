"""What a segmenter knows of a station, as stored for the next one to go on from."""

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
