"""Arrays as little-endian bytes and back."""

import numpy as np
from numpy.typing import NDArray

from spotter.api.reps.v1 import rep_pb2
from spotter.movement.values import (
    END_COUNT,
    JOINT_COUNT,
    EndPoints,
    Keypoints,
    PoseSeries,
    WorldMetres,
)
from spotter.movement.values.body.quantised_poses import QuantisedPoses
from spotter.wire.errors import WireError
from spotter.wire.poses.hands import checked_hands
from spotter.wire.poses.packed import poses_in_message, poses_message

_POSE_BYTES = JOINT_COUNT * 3 * 4
_ENDS_BYTES = END_COUNT * 3 * 4


def pack_keypoints(keypoints: Keypoints) -> bytes:
    """(..., 25, 3) float32 as little-endian bytes."""
    return np.ascontiguousarray(keypoints, dtype="<f4").tobytes()


def unpack_keypoints(data: bytes) -> Keypoints:
    """(T, 25, 3) float32 from :func:`pack_keypoints`.

    Raises :class:`WireError` when the length is not a whole number of poses.
    """
    if len(data) % _POSE_BYTES:
        raise WireError(f"keypoints take {_POSE_BYTES} bytes a pose; found {len(data)} bytes")
    return np.frombuffer(data, dtype="<f4").reshape(-1, JOINT_COUNT, 3)


def pack_world(world_m: WorldMetres | None) -> bytes:
    """(..., 25, 3) float32 as little-endian bytes; none for None."""
    return b"" if world_m is None else pack_keypoints(world_m)


def unpack_world(data: bytes) -> WorldMetres | None:
    """(T, 25, 3) float32 from :func:`pack_world`; None from no bytes.

    Raises :class:`WireError` when the length is not a whole number of poses.
    """
    return unpack_keypoints(data) if data else None


def pack_equipment(ends: EndPoints | None) -> bytes:
    """(..., 2, 3) float32 as little-endian bytes; none for None."""
    return b"" if ends is None else np.ascontiguousarray(ends, dtype="<f4").tobytes()


def unpack_equipment(data: bytes) -> EndPoints | None:
    """(T, 2, 3) float32 from :func:`pack_equipment`; None from no bytes.

    Raises :class:`WireError` when the length is not a whole number of poses.
    """
    if len(data) % _ENDS_BYTES:
        raise WireError(f"equipment takes {_ENDS_BYTES} bytes a pose; found {len(data)} bytes")
    return np.frombuffer(data, dtype="<f4").reshape(-1, END_COUNT, 3) if data else None


def pack_poses(poses: PoseSeries) -> rep_pb2.PoseSeries:
    """The message of a pose series, to the bit."""
    return rep_pb2.PoseSeries(
        captured_us=np.asarray(poses.captured_us, dtype="<i8").tobytes(),
        keypoints=pack_keypoints(poses.keypoints),
        world_m=pack_world(poses.world_m),
        equipment=pack_equipment(poses.equipment),
        hands=b"" if poses.hands is None else poses.hands.astype(np.uint8).tobytes(),
    )


def pack_quantised(poses: PoseSeries) -> rep_pb2.PoseSeries:
    """The message of :func:`spotter.movement.values.quantised` poses, a fifth as large.

    Raises :class:`WireError` for more poses than anybody is followed for.
    """
    return rep_pb2.PoseSeries(packed=poses_message(QuantisedPoses.of(poses)))


def unpack_poses(message: rep_pb2.PoseSeries) -> PoseSeries:
    """The pose series in a message, packed in either way.

    Raises :class:`WireError` for lengths that do not fit, MovementError for times that do not rise
    and positions that no picture holds.
    """
    if message.HasField("packed"):
        return poses_in_message(message.packed).poses
    if len(message.captured_us) % 8:
        raise WireError(f"times take 8 bytes each; found {len(message.captured_us)} bytes")
    times = np.frombuffer(message.captured_us, dtype="<i8")
    return PoseSeries(
        times,
        unpack_keypoints(message.keypoints),
        unpack_world(message.world_m),
        unpack_equipment(message.equipment),
        checked_hands(np.frombuffer(message.hands, np.uint8)) if message.hands else None,
    )


def pack_pairs(pairs: NDArray[np.uint16]) -> bytes:
    """(N, 2) uint16 as little-endian bytes."""
    return np.asarray(pairs, dtype="<u2").tobytes()


def unpack_pairs(data: bytes) -> NDArray[np.uint16]:
    """(N, 2) uint16 from :func:`pack_pairs`.

    Raises :class:`WireError` when the length is not a whole number of pairs.
    """
    if len(data) % 4:
        raise WireError(f"an alignment takes 4 bytes a pair; found {len(data)} bytes")
    return np.frombuffer(data, dtype="<u2").reshape(-1, 2)
