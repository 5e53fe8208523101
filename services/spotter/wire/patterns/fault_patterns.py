"""Patterns of faults, as an exercise and whoever looks for them carry them."""

from hashlib import sha256

import numpy as np

from spotter.api.references.v1 import exercise_pb2
from spotter.movement.values import JOINT_COUNT, FaultPattern
from spotter.movement.values.taught.fault_pattern import PATTERN_PHASES
from spotter.wire.errors import WireError

_CENTRE_BYTES = PATTERN_PHASES * JOINT_COUNT * 2 * 4


def pattern_message(pattern: FaultPattern) -> exercise_pb2.FaultPattern:
    """The message of a pattern."""
    return exercise_pb2.FaultPattern(
        centre=_centre_bytes(pattern),
        limit=pattern.limit,
        name=pattern.name,
        cue=pattern.cue,
    )


def pattern_from(message: exercise_pb2.FaultPattern) -> FaultPattern:
    """The pattern in a message.

    Raises :class:`WireError` for a centre of another length, MovementError for what is not one.
    """
    if len(message.centre) != _CENTRE_BYTES:
        raise WireError(
            f"a pattern's centre takes {_CENTRE_BYTES} bytes; found {len(message.centre)}"
        )
    centre = np.frombuffer(message.centre, dtype="<f4").reshape(PATTERN_PHASES, JOINT_COUNT, 2)
    return FaultPattern(centre, message.limit, message.name, message.cue)


def pattern_digest(pattern: FaultPattern) -> str:
    """The SHA-256 of a pattern, 64 hexadecimal digits: the same whatever it is called."""
    return sha256(_centre_bytes(pattern) + np.float64(pattern.limit).tobytes()).hexdigest()


def _centre_bytes(pattern: FaultPattern) -> bytes:
    return np.ascontiguousarray(pattern.centre, dtype="<f4").tobytes()
