"""The NumPy archive in which what was taught of one end of equipment is kept."""

import io
import struct
import zlib
from collections.abc import Mapping
from typing import Any
from zipfile import BadZipFile, ZipFile

import numpy as np

from spotter.equipment.errors import EquipmentError

VERSION = 1
_LARGEST_BYTES = 1 << 20
_ZIP = b"PK\x03\x04"
BROKEN = (
    ArithmeticError,
    BadZipFile,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,  # encrypted, or compressed in a way that is not known
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What reading damaged or foreign bytes raises."""


def parts_of(data: bytes) -> Mapping[str, Any]:
    """The arrays in an archive, by name; raises one of :data:`BROKEN` where it is none."""
    if len(data) > _LARGEST_BYTES or not data.startswith(_ZIP):
        raise EquipmentError("it is no NumPy archive, or too large")
    with ZipFile(io.BytesIO(data)) as archive:
        unpacked_bytes = sum(part.file_size for part in archive.infolist())
    if unpacked_bytes > _LARGEST_BYTES:
        raise EquipmentError(f"it has {unpacked_bytes} bytes unpacked")
    with np.load(io.BytesIO(data), allow_pickle=False) as kept:
        found: dict[str, Any] = dict(kept)
    if any(part.dtype.kind not in "fi" for part in found.values()):
        raise EquipmentError("it has parts that are no numbers")
    if int(found["version"]) != VERSION:
        raise EquipmentError(f"expected version {VERSION}; found {found['version']}")
    return found


def radius_tl(data: bytes) -> float | None:
    """The radius of the equipment in an archive, torso lengths; None where it cannot be read.

    It does without what looking takes, OpenCV above all, for those who only tell of it.
    """
    try:
        *_, found = (float(number) for number in parts_of(data)["numbers"])
    except BROKEN:
        return None
    return found if 0 < found < float("inf") else None
