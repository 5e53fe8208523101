"""What a correlation filter sees of a window: brightness, colour and the directions of edges."""

from functools import cache
from math import atan2, log1p, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from spotter.equipment.place import Picture
from spotter.movement.compiled import compiled

Floats = NDArray[np.float32]

DIRECTIONS = 9
CHANNELS = DIRECTIONS + 2

_FAINT = np.float32(12)
"""An edge of so many grey levels counts half: below are noise and compression."""
_TO_DIRECTIONS = np.float32(DIRECTIONS / pi)
_ONE, _HALF_TURN = np.float32(1), np.float32(DIRECTIONS)


def channels_of(window: Picture) -> Floats:
    """(11, S, S) float32 of a (S, S, 3) window: brightness, colour, edges in nine directions.

    Each has the mean 0 and fades out towards the edges by a Hann window, as correlation by the
    Fourier transform takes the window to go round. An edge is counted in the two nearest of nine
    directions over 180 degrees, like histograms of oriented gradients (Dalal and Triggs, 2005), by
    its strength, which saturates, so that other light changes little.
    """
    side = len(window)
    channels = np.zeros((CHANNELS, side, side), np.float32)
    grey = np.empty((side, side), np.float32)
    _fill_colours(window, channels, grey)
    _fill_edges(grey, channels)
    channels[:2] /= channels[:2].std(axis=(1, 2), keepdims=True) + np.float32(0.1)
    channels -= channels.mean(axis=(1, 2), keepdims=True)
    channels *= _fading(side)
    return channels


@compiled
def _fill_colours(window: Picture, channels: Floats, grey: Floats) -> None:
    """How light each sample is, on a logarithmic scale and in ``grey``, and how coloured."""
    side = len(window)
    for y in range(side):
        for x in range(side):
            blue, green, red = window[y, x, 0], window[y, x, 1], window[y, x, 2]
            light = 0.114 * blue + 0.587 * green + 0.299 * red
            grey[y, x] = light
            channels[0, y, x] = log1p(light)
            channels[1, y, x] = max(blue, green, red) - min(blue, green, red)


@compiled
def _fill_edges(grey: Floats, channels: Floats) -> None:
    """The strength of edges in each direction, 0 to 1, from the third channel on.

    In single precision all the way, which takes half the time.
    """
    side = len(grey)
    for y in range(side):
        above, below = max(y - 1, 0), min(y + 1, side - 1)
        for x in range(side):
            left, right = max(x - 1, 0), min(x + 1, side - 1)
            down = (grey[below, x] - grey[above, x]) / np.float32(below - above)
            across = (grey[y, right] - grey[y, left]) / np.float32(right - left)
            strength = np.float32(sqrt(across * across + down * down))
            strength /= strength + _FAINT
            turn = np.float32(atan2(down, across)) * _TO_DIRECTIONS
            turn = turn + _HALF_TURN if turn < 0 else turn
            first = int(turn)
            part = turn - np.float32(first)
            channels[2 + first % DIRECTIONS, y, x] = strength * (_ONE - part)
            channels[2 + (first + 1) % DIRECTIONS, y, x] = strength * part


@cache
def _fading(side: int) -> Floats:
    hann = np.hanning(side + 1)[:side].astype(np.float32)
    return np.outer(hann, hann)
