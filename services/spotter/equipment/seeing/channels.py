"""What a correlation filter sees of a window: brightness, colour and the directions of edges."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from spotter.equipment.place import Picture

Floats = NDArray[np.float32]

DIRECTIONS = 9
CHANNELS = DIRECTIONS + 2

_FAINT = 12.0
"""An edge of so many grey levels counts half: below are noise and compression."""


def channels_of(window: Picture) -> Floats:
    """(11, S, S) float32 of a (S, S, 3) window: brightness, colour, edges in nine directions.

    Each has the mean 0 and fades out towards the edges by a Hann window, as correlation by the
    Fourier transform takes the window to go round. An edge is counted in the two nearest of nine
    directions over 180 degrees, like histograms of oriented gradients (Dalal and Triggs, 2005), by
    its strength, which saturates, so that other light changes little.
    """
    blue_green_red = window.astype(np.float32)
    grey = blue_green_red @ np.array([0.114, 0.587, 0.299], np.float32)
    colour = blue_green_red.max(axis=2) - blue_green_red.min(axis=2)
    flat = np.stack([_standardised(np.log1p(grey)), _standardised(colour), *_edges(grey)])
    flat -= flat.mean(axis=(1, 2), keepdims=True)
    faded: Floats = flat * _fading(len(grey))
    return faded


def _standardised(values: Floats) -> Floats:
    standardised: Floats = (values - values.mean()) / (values.std() + np.float32(0.1))
    return standardised


def _edges(grey: Floats) -> Floats:
    """(9, S, S) the strength of edges in each direction, 0 to 1."""
    down, across = np.gradient(grey)
    strength = np.hypot(across, down)
    strength /= strength + np.float32(_FAINT)
    angle = np.arctan2(down, across) * np.float32(DIRECTIONS / np.pi)
    apart = np.abs((angle - np.arange(DIRECTIONS, dtype=np.float32)[:, None, None]) % DIRECTIONS)
    apart = np.minimum(apart, DIRECTIONS - apart)
    edges: Floats = strength * np.maximum(0, 1 - apart)
    return edges


@cache
def _fading(side: int) -> Floats:
    hann = np.hanning(side + 1)[:side].astype(np.float32)
    return np.outer(hann, hann)
