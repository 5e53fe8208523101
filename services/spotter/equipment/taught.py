"""Taught equipment as a whole, and as bytes to keep."""

import io
from dataclasses import dataclass

import numpy as np

from spotter.equipment.archive import BROKEN, VERSION, parts_of
from spotter.equipment.body.holding import Holding
from spotter.equipment.errors import EquipmentError
from spotter.equipment.seeing.appearance import Appearance
from spotter.movement.values import Joint


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
            version=np.array(VERSION),
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
        except BROKEN as error:
            raise EquipmentError(
                f"expected taught equipment of version {VERSION}; found {len(data)} bytes: {error}"
            ) from error

    @classmethod
    def _read(cls, data: bytes) -> "Taught":
        found = parts_of(data)
        with np.errstate(over="ignore", invalid="ignore"):  # what is not finite is refused below
            parts = found["parts"].astype(np.float32) * np.float32(found["scale"])
        clear_from, false_ratio, missed_ratio, radius_tl = (float(n) for n in found["numbers"])
        spectrum = np.ascontiguousarray(np.moveaxis(parts, 0, -1)).view(np.complex64)[..., 0]
        appearance = Appearance(spectrum, clear_from, false_ratio, missed_ratio)
        wrist = Joint(int(found["wrist"]))
        return cls(appearance, Holding(wrist, found["relation"], radius_tl))
