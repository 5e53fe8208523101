"""Finds the disc in a map that stands out most from its surroundings."""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_RADII_TL = (0.12, 0.16, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6)
_RING = (1.1, 1.5)
"""A disc's surroundings are between so many radii from its middle."""
_LEAST_KNOWN = 0.4
"""At most the rest of a disc may be unknown."""
_NEARLY = 0.8
"""Of discs that stand out nearly as much as the best, the largest is the whole."""


class Blob(NamedTuple):
    """A disc, (S, S), with its middle from that of the map and its radius, in torso lengths.

    ``score`` is how much of what is known of it is filled, less that of its surroundings, for the
    disc that stands out most.
    """

    score: float
    radius_tl: float
    right_tl: float
    down_tl: float
    disc: NDArray[np.bool_]


def best_blob(filled: Floats, known: Floats, per_tl: float) -> Blob:
    """The blob of (S, S) maps: how much is ``filled`` and how much is ``known``, 0 to 1 each.

    ``per_tl`` is the samples in a torso length.
    """
    blobs = [_blob(filled, known, radius_tl, per_tl) for radius_tl in _RADII_TL]
    most = max(blob.score for blob in blobs)
    whole = max(
        (blob for blob in blobs if blob.score >= _NEARLY * most), key=lambda one: one.radius_tl
    )
    return whole._replace(score=most)


def _blob(filled: Floats, known: Floats, radius_tl: float, per_tl: float) -> Blob:
    radius = radius_tl * per_tl
    (inside, there), (outside, beside) = (
        [cv2.filter2D(one, -1, kernel, borderType=cv2.BORDER_CONSTANT) for one in (filled, known)]
        for kernel in (_kernel(0, radius), _kernel(*(ratio * radius for ratio in _RING)))
    )
    share = np.where(there >= _LEAST_KNOWN, inside / np.maximum(there, _LEAST_KNOWN), 0)
    score = share - outside / np.maximum(beside, _LEAST_KNOWN)
    row, column = np.unravel_index(int(score.argmax()), score.shape)
    side = len(score)
    down, across = np.ogrid[:side, :side]
    return Blob(
        float(score[row, column]),
        radius_tl,
        float(column - side / 2) / per_tl,
        float(row - side / 2) / per_tl,
        np.asarray(np.hypot(down - row, across - column) <= radius),
    )


def _kernel(from_radius: float, to_radius: float) -> Floats:
    """A ring, or a disc from 0, whose sum is 1."""
    reach = int(np.ceil(to_radius))
    down, across = np.ogrid[-reach : reach + 1, -reach : reach + 1]
    away = np.hypot(down, across)
    kernel = ((away >= from_radius) & (away <= to_radius)).astype(np.float32)
    return np.asarray(kernel / kernel.sum(), dtype=np.float32)
