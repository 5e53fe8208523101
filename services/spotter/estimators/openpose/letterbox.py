"""Fits pictures of any size into a network's input and maps points back to the picture.

Coordinates are continuous: the picture's corner is 0, 0 and the centre of its first pixel 0.5, 0.5,
so that a point keeps its ratio of the width and height however the picture is resized.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

GRID_PX = 8
"""A network of free input size takes multiples of this."""

_WIDTH_STEP = Fraction(4, 3)
_MIN_POWER = -4


@dataclass(frozen=True, slots=True)
class Letterbox:
    """A picture's place in a network's input: the upper left corner, as large as possible.

    All sizes are (width, height). The picture keeps its aspect ratio, up to the rounding of
    ``shown_px``; the rest of the input, at the right or below, is black, as in OpenPose.
    """

    picture_px: tuple[int, int]
    shown_px: tuple[int, int]
    input_px: tuple[int, int]

    @classmethod
    def into(cls, picture_px: tuple[int, int], input_px: tuple[int, int]) -> "Letterbox":
        """A picture in an input of exactly ``input_px``."""
        return cls(picture_px, _fitted(picture_px, input_px), input_px)

    @classmethod
    def within(cls, picture_px: tuple[int, int], max_px: tuple[int, int]) -> "Letterbox":
        """A picture in an input that shows it as large as ``max_px`` allows.

        The input's sides are multiples of :data:`GRID_PX`, as those of ``max_px`` must be. It has
        one of a few widths, as only inputs of one size can share a batch.
        """
        width_px, height_px = shown_px = _fitted(picture_px, max_px)
        input_px = (_batchable_width_px(width_px, max_px), _on_grid(height_px))
        return cls(picture_px, shown_px, input_px)

    def draw(self, bgr: NDArray[np.uint8], onto: NDArray[np.uint8]) -> None:
        """Draw the picture, (H, W, 3) uint8, onto the input, (h, w, 3) uint8 black.

        A picture more than twice as large is first averaged over whole pixels, so that nothing is
        skipped, and then interpolated. That takes a sixth of the time of averaging over parts of
        pixels.
        """
        width_px, height_px = self.shown_px
        ratio = min(
            whole / part for whole, part in zip(self.picture_px, self.shown_px, strict=True)
        )
        factor = ceil(ratio / 2)
        rough: cv2.typing.MatLike = bgr
        if factor > 1:
            rough_px = (self.picture_px[0] // factor, self.picture_px[1] // factor)
            rough = cv2.resize(bgr, rough_px, interpolation=cv2.INTER_AREA)
        onto[:height_px, :width_px] = cv2.resize(rough, self.shown_px)

    def to_picture(
        self, cells: NDArray[np.floating], map_size: tuple[int, int]
    ) -> NDArray[np.float32]:
        """Converts (..., 2) x and y in cells of a network's maps to pixels of the picture, float32.

        The centre of the first cell is 0, 0; ``map_size`` is the width and height of the maps,
        which cover the whole input.
        """
        cell_px = np.divide(self.input_px, map_size)
        scale = np.divide(self.picture_px, self.shown_px)
        places_px: NDArray[np.float32] = ((cells + 0.5) * (cell_px * scale)).astype(np.float32)
        return places_px


def _fitted(picture_px: tuple[int, int], max_px: tuple[int, int]) -> tuple[int, int]:
    scale = min(most / size for most, size in zip(max_px, picture_px, strict=True))
    width_px, height_px = (
        min(most, max(1, round(scale * size)))
        for most, size in zip(max_px, picture_px, strict=True)
    )
    return width_px, height_px


def _batchable_width_px(width_px: int, max_px: tuple[int, int]) -> int:
    """The smallest sufficient step; the steps are ``max_px``'s height times powers of 4/3.

    So 9:16, 3:4, 1:1, 4:3 and 16:9 waste nothing, and ratios between them at most a quarter.
    """
    max_width_px, height_px = max_px
    steps = (_on_grid(ceil(height_px * _WIDTH_STEP**power)) for power in count(_MIN_POWER))
    return min(max_width_px, next(step_px for step_px in steps if step_px >= width_px))


def _on_grid(size_px: int) -> int:
    return -(-size_px // GRID_PX) * GRID_PX
