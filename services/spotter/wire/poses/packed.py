"""Quantised poses as differences between frames, compressed."""

import zlib
from math import prod
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from spotter.api.reps.v1 import rep_pb2
from spotter.movement.values import END_COUNT, JOINT_COUNT
from spotter.movement.values.body.quantised_poses import JointSteps, PictureSteps, QuantisedPoses
from spotter.wire.encoding.bounds import MOST_POSES
from spotter.wire.errors import WireError
from spotter.wire.poses.hands import checked_hands

_Integer = TypeVar("_Integer", bound=np.integer[Any])


def poses_message(poses: QuantisedPoses) -> rep_pb2.PackedPoses:
    """The message of quantised poses.

    Raises :class:`WireError` for more than ``MOST_POSES``.
    """
    count = _checked(len(poses.captured_us))
    return rep_pb2.PackedPoses(
        pose_count=count,
        captured_us=_deflated(poses.captured_us.astype(np.int64)),
        in_picture=_deflated_mask(poses.picture.places.known),
        picture_dpx=_deflated_steps(poses.picture.places),
        confidence=_deflated(poses.picture.confidence),
        world=None if poses.world is None else _world_message(poses.world),
        equipment=None if poses.equipment is None else _equipment_message(poses.equipment),
        hands=b"" if poses.hands is None else _deflated(poses.hands),
    )


def poses_in_message(message: rep_pb2.PackedPoses) -> QuantisedPoses:
    """The quantised poses in a message; it takes memory for ``MOST_POSES`` at most.

    Raises :class:`WireError` where a field isn't an array of that many poses, MovementError for
    positions that no picture holds.
    """
    count = _checked(message.pose_count)
    return QuantisedPoses(
        _inflated(message.captured_us, np.int64, count),
        PictureSteps(
            _steps(message.in_picture, message.picture_dpx, (count, JOINT_COUNT, 2)),
            _inflated(message.confidence, np.uint8, count, JOINT_COUNT),
        ),
        _steps(message.world.known, message.world.world_mm, (count, JOINT_COUNT, 3))
        if message.HasField("world")
        else None,
        _equipment(message.equipment, count) if message.HasField("equipment") else None,
        checked_hands(_inflated(message.hands, np.uint8, count)) if message.hands else None,
    )


def _checked(count: int) -> int:
    if count > MOST_POSES:
        raise WireError(f"a pose series has at most {MOST_POSES} poses; found {count}")
    return count


def _world_message(world: JointSteps) -> rep_pb2.PackedWorld:
    return rep_pb2.PackedWorld(known=_deflated_mask(world.known), world_mm=_deflated_steps(world))


def _equipment_message(ends: PictureSteps) -> rep_pb2.PackedEquipment:
    return rep_pb2.PackedEquipment(
        seen=_deflated_mask(ends.places.known),
        picture_dpx=_deflated_steps(ends.places),
        confidence=_deflated(ends.confidence),
    )


def _equipment(message: rep_pb2.PackedEquipment, count: int) -> PictureSteps:
    return PictureSteps(
        _steps(message.seen, message.picture_dpx, (count, END_COUNT, 2)),
        _inflated(message.confidence, np.uint8, count, END_COUNT),
    )


def _steps(known: bytes, steps: bytes, shape: tuple[int, int, int]) -> JointSteps:
    """Steps of a ``shape`` (T, J, D)."""
    count, joints, _ = shape
    mask = _inflated(known, np.uint8, count, (joints + 7) // 8)
    bits = np.unpackbits(mask, axis=1, count=joints)
    return JointSteps(bits.astype(bool), _inflated(steps, np.int32, *shape))


def _deflated_mask(known: NDArray[np.bool_]) -> bytes:
    return _deflated(np.packbits(known, axis=1))


def _deflated_steps(joints: JointSteps) -> bytes:
    """A joint's steps, with the last known ones where it is missing: no difference costs least."""
    frame = np.arange(len(joints.known))[:, None]
    last_known = np.maximum.accumulate(np.where(joints.known, frame, 0), axis=0)
    return _deflated(np.take_along_axis(joints.steps, last_known[..., None], axis=0))


def _deflated(values: NDArray[np.integer[Any]]) -> bytes:
    """(T, ...) integers as described at PackedPoses in the protos."""
    kind = np.dtype(f"<i{values.dtype.itemsize}")
    changes = np.diff(values.astype(kind), axis=0, prepend=kind.type(0))
    zigzag = (changes << 1) ^ (changes >> (8 * kind.itemsize - 1))
    planes = zigzag.T.ravel().view(np.uint8).reshape(-1, kind.itemsize).T
    return zlib.compress(planes.tobytes())


def _inflated(data: bytes, kind: type[_Integer], *shape: int) -> NDArray[_Integer]:
    """The integers that :func:`_deflated` made ``data`` of.

    Raises :class:`WireError` where ``data`` holds anything else than so many.
    """
    width = np.dtype(kind).itemsize
    planes = np.frombuffer(_decompressed(data, width * prod(shape)), dtype=np.uint8)
    zigzag = planes.reshape(width, -1).T.ravel().view(f"<u{width}").reshape(shape[::-1]).T
    changes = (zigzag >> 1) ^ -(zigzag & 1)
    return np.cumsum(changes, axis=0, dtype=changes.dtype).astype(kind)


def _decompressed(data: bytes, size: int) -> bytes:
    """The ``size`` bytes in ``data``, which are never unpacked further."""
    stream = zlib.decompressobj()
    try:
        content = stream.decompress(data, size + 1)
    except zlib.error as error:
        raise WireError(f"packed poses are compressed by zlib; {error}") from error
    if len(content) != size or not stream.eof or stream.unused_data:
        raise WireError(
            f"a field of packed poses holds {size} bytes; "
            f"found {len(content)}{'' if stream.eof else ', cut short or followed by more'}"
        )
    return content
