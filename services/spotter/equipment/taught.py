"""Taught equipment as a whole, and as bytes to keep."""

import io
import struct
import zlib
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile, ZipFile

import numpy as np

from spotter.equipment.body.holding import Holding
from spotter.equipment.errors import EquipmentError
from spotter.equipment.seeing.appearance import Appearance
from spotter.movement.values import Joint

_VERSION = 1
_LARGEST_BYTES = 1 << 20
_ZIP = b"PK\x03\x04"
_BROKEN = (
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


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """Equipment: what it looks like, and how it is held."""

    appearance: Appearance
    holding: Holding

    def to_bytes(self) -> bytes:
        """About 210 kB, in NumPy's format: the filter's parts have 11 bits of precision."""
        spectrum = self.appearance.spectrum
        parts = np.stack([spectrum.real, spectrum.imag])
        scale = np.exp2(np.ceil(np.log2(np.abs(parts).max() or np.float32(1))))  # divides exactly
        numbers = [
            self.appearance.clear_from,
            self.appearance.false_ratio,
            self.appearance.missed_ratio,
            self.holding.radius_tl,
        ]
        file = io.BytesIO()
        np.savez(
            file,
            version=np.array(_VERSION),
            parts=(parts / scale).astype(np.float16),
            scale=np.array(scale),
            numbers=np.array(numbers),
            relation=self.holding.relation,
            wrist=np.array(int(self.holding.wrist)),
        )
        return file.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Taught":
        """What :meth:`to_bytes` made; raises :class:`EquipmentError` for anything else."""
        try:
            return cls._read(data)
        except _BROKEN as error:
            raise EquipmentError(
                f"expected taught equipment of version {_VERSION}; found {len(data)} bytes: {error}"
            ) from error

    @classmethod
    def _read(cls, data: bytes) -> "Taught":
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
        if int(found["version"]) != _VERSION:
            raise EquipmentError(f"expected version {_VERSION}; found {found['version']}")
        with np.errstate(over="ignore", invalid="ignore"):  # what is not finite is refused below
            parts = found["parts"].astype(np.float32) * np.float32(found["scale"])
        clear_from, false_ratio, missed_ratio, radius_tl = (float(n) for n in found["numbers"])
        spectrum = np.ascontiguousarray(np.moveaxis(parts, 0, -1)).view(np.complex64)[..., 0]
        appearance = Appearance(spectrum, clear_from, false_ratio, missed_ratio)
        wrist = Joint(int(found["wrist"]))
        return cls(appearance, Holding(wrist, found["relation"], radius_tl))
