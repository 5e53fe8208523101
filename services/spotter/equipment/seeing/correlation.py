"""A correlation filter over several channels: learnt from windows, it peaks where they fit.

MOSSE (Bolme and others, 2010) learns one filter from many windows in the Fourier domain; with
several channels, each frequency is one ridge regression (multi-channel correlation filters, Kiani
Galoogahi and others, 2013; for one window this is the linear case of Henriques and others, 2015).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from spotter.equipment.errors import EquipmentError

Floats = NDArray[np.float32]
Spectrum = NDArray[np.complex64]

_PEAK_STD = 2.5
"""The standard deviation of the peak that is learnt, samples."""
_RIDGE = 0.01
"""Regularisation, as a part of the channels' mean energy."""
_SIDELOBE_FROM = 11
"""The sidelobe is what is farther than so many samples from the peak along an axis."""


@dataclass(frozen=True, slots=True)
class Peak:
    """Where a filter fits best: samples from the window's middle, right and down, and how well.

    ``clarity`` is the peak-to-sidelobe ratio: by how many standard deviations of the rest of the
    response the peak is above its mean (Bolme and others, 2010).
    """

    x: float
    y: float
    clarity: float


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What examples teach, added up: (S, S // 2 + 1, C, C) and (S, S // 2 + 1, C) complex64."""

    energy: Spectrum
    wanted: Spectrum

    @classmethod
    def of(cls, channels: Floats, middle: tuple[float, float] = (0.0, 0.0)) -> "Lesson":
        """One example: (C, S, S) channels, and how far right and down of the middle it is."""
        seen = np.moveaxis(fft.rfft2(channels), 0, -1)
        peak = fft.rfft2(peak_at(channels.shape[-1], middle))
        return cls(seen[..., :, None].conj() * seen[..., None, :], seen.conj() * peak[..., None])

    def __add__(self, other: "Lesson") -> "Lesson":
        """Both."""
        return Lesson(self.energy + other.energy, self.wanted + other.wanted)

    def weighted(self, weight: float) -> "Lesson":
        """The same, as if seen so many times."""
        times = np.float32(weight)
        return Lesson(self.energy * times, self.wanted * times)

    def spectrum(self) -> Spectrum:
        """(C, S, S // 2 + 1) the filter whose response to the examples peaks where it should."""
        energy = self.energy.copy()
        diagonal = np.einsum("...cc->...c", energy)  # a view
        diagonal += _RIDGE * diagonal.real.mean()
        solved = np.linalg.solve(energy, self.wanted[..., None])[..., 0]
        return np.moveaxis(solved, -1, 0).astype(np.complex64)


def learnt(examples: Iterable[Lesson]) -> Spectrum:
    """The filter of all ``examples``. Raises :class:`EquipmentError` if there is none."""
    rest = iter(examples)
    first = next(rest, None)
    if first is None:
        raise EquipmentError("expected at least one picture to learn from; found none")
    return sum(rest, start=first).spectrum()


def response(spectrum: Spectrum, channels: Floats) -> Floats:
    """(S, S) how well the filter fits at each sample of (C, S, S) channels."""
    fits: Floats = fft.irfft2((spectrum * fft.rfft2(channels)).sum(axis=0), channels.shape[-2:])
    return fits


def peak_of(fits: Floats) -> Peak:
    """The highest place of an (S, S) response, to parts of a sample by a parabola."""
    side = len(fits)
    row, column = np.unravel_index(int(fits.argmax()), fits.shape)
    rows, columns = (row + np.arange(-1, 2)) % side, (column + np.arange(-1, 2)) % side
    y = row + _top_of(fits[rows, column])
    x = column + _top_of(fits[row, columns])
    return Peak(x - side // 2, y - side // 2, _clarity(fits, int(row), int(column)))


def peak_at(side: int, middle: tuple[float, float]) -> Floats:
    """(S, S) a bell of height 1 at so many samples from the middle, right and down."""
    x, y = (_bell(side, part) for part in middle)
    return np.outer(y, x).astype(np.float32)


def _bell(side: int, middle: float) -> NDArray[np.float64]:
    bell: NDArray[np.float64] = np.exp(
        -0.5 * ((np.arange(side) - side // 2 - middle) / _PEAK_STD) ** 2
    )
    return bell


def _top_of(three: Floats) -> float:
    before, at, after = (float(value) for value in three)
    bend = before - 2 * at + after
    return 0.0 if bend >= 0 else float(np.clip(0.5 * (before - after) / bend, -0.5, 0.5))


def _clarity(fits: Floats, row: int, column: int) -> float:
    rest = fits[_sidelobe(len(fits), row, column)]
    spread = float(rest.std())
    return (float(fits[row, column]) - float(rest.mean())) / spread if spread > 0 else 0.0


def _sidelobe(side: int, row: int, column: int) -> NDArray[np.bool_]:
    samples = np.arange(side)
    is_near_row = np.abs(samples - row) <= _SIDELOBE_FROM
    is_near_column = np.abs(samples - column) <= _SIDELOBE_FROM
    return ~(is_near_row[:, None] & is_near_column[None, :])
