"""Pictures of any size as a network's input, and places in its maps as places in the picture.

Places are continuous: the picture's corner is 0, 0 and the middle of its first pixel 0.5, 0.5, so
that a place keeps its fraction of the width and height however the picture is resized.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

GRID_PX = 8
"""A network of free size takes multiples of this."""

_WIDTH_STEP = Fraction(4, 3)
_NARROWEST = -4


@dataclass(frozen=True, slots=True)
class Letterbox:
    """How a picture lies in a network's input: whole, in its upper left corner, as large as can be.

    All sizes are (width, height). The picture keeps its aspect ratio, to the rounding of
    ``shown_px``; what is left of the input, at the right or below, is black, as in OpenPose.
    """

    picture_px: tuple[int, int]
    shown_px: tuple[int, int]
    input_px: tuple[int, int]

    @classmethod
    def into(cls, picture_px: tuple[int, int], input_px: tuple[int, int]) -> "Letterbox":
        """A picture in an input of exactly ``input_px``."""
        return cls(picture_px, _fitted(picture_px, input_px), input_px)

    @classmethod
    def within(cls, picture_px: tuple[int, int], most_px: tuple[int, int]) -> "Letterbox":
        """A picture in an input that shows it as large as ``most_px`` allows.

        The input's sides are multiples of :data:`GRID_PX`, as those of ``most_px`` must be. Its
        width is one of few, for only inputs of one size go through a network together.
        """
        width_px, height_px = shown_px = _fitted(picture_px, most_px)
        input_px = (_roomy(width_px, most_px), _on_grid(height_px))
        return cls(picture_px, shown_px, input_px)

    def draw(self, bgr: NDArray[np.uint8], onto: NDArray[np.uint8]) -> None:
        """Draw the picture (H, W, 3) uint8 onto the input, (h, w, 3) uint8 of black.

        What is more than twice as large is averaged over whole pixels first, so that nothing is
        skipped; the rest is interpolated, in a sixth of the time of averaging over parts of pixels.
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
        """(..., 2) x and y in cells of a network's maps as pixels of the picture, float32.

        The middle of the first cell is 0, 0; ``map_size`` is the maps' width and height, which
        cover the whole input.
        """
        cell_px = np.divide(self.input_px, map_size)
        scale = np.divide(self.picture_px, self.shown_px)
        places_px: NDArray[np.float32] = ((cells + 0.5) * (cell_px * scale)).astype(np.float32)
        return places_px


def _fitted(picture_px: tuple[int, int], most_px: tuple[int, int]) -> tuple[int, int]:
    scale = min(most / size for most, size in zip(most_px, picture_px, strict=True))
    width_px, height_px = (
        min(most, max(1, round(scale * size)))
        for most, size in zip(most_px, picture_px, strict=True)
    )
    return width_px, height_px


def _roomy(width_px: int, most_px: tuple[int, int]) -> int:
    """The least width that is a step, of those that stand in ``most_px``'s height by 4 to 3.

    So 9:16, 3:4, 1:1, 4:3 and 16:9 waste nothing, and what is between them a quarter at most.
    """
    most_wide_px, height_px = most_px
    steps = (_on_grid(ceil(height_px * _WIDTH_STEP**power)) for power in count(_NARROWEST))
    return min(most_wide_px, next(step_px for step_px in steps if step_px >= width_px))


def _on_grid(size_px: int) -> int:
    return -(-size_px // GRID_PX) * GRID_PX
