"""References as stored for the segmenter and the scorer."""

from hashlib import sha256

from movement.reference import Reference
from spotter.references.v1 import reference_pb2
from wire.arrays import pack_poses, unpack_poses
from wire.parsing import parse


def reference_bytes(reference: Reference) -> bytes:
    """The reference as it is stored; the same reference gives the same bytes."""
    return reference_pb2.Reference(
        exercise=reference.exercise, reps=[pack_poses(rep) for rep in reference.reps]
    ).SerializeToString(deterministic=True)


def reference_from_bytes(data: bytes) -> Reference:
    """The reference of its stored bytes.

    Raises :class:`wire.errors.WireError` or MovementError when it is none.
    """
    message = parse(reference_pb2.Reference, data)
    return Reference(message.exercise, tuple(unpack_poses(rep) for rep in message.reps))


def reference_digest(data: bytes) -> str:
    """The name of a reference's stored bytes: their SHA-256, 64 hexadecimal digits."""
    return sha256(data).hexdigest()
