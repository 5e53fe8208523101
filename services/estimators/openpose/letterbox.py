"""Pictures of any size as a network's input, and places in its maps as places in the picture.

Places are continuous: the picture's corner is 0, 0 and the middle of its first pixel 0.5, 0.5, so
that a place keeps its fraction of the width and height however the picture is resized.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

GRID_PX = 8
"""A network of free size takes multiples of this."""

_LEFT_TO_INTERPOLATION = 1.25
"""How much shrinking, at least: interpolating by less than that blurs."""


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
        """A picture in the smallest input that shows it as large as ``most_px`` allows.

        The input's sides are multiples of :data:`GRID_PX`, as those of ``most_px`` must be.
        """
        width_px, height_px = shown_px = _fitted(picture_px, most_px)
        return cls(picture_px, shown_px, (_on_grid(width_px), _on_grid(height_px)))

    def draw(self, bgr: NDArray[np.uint8], onto: NDArray[np.uint8]) -> None:
        """Draw the picture (H, W, 3) uint8 onto the input, (h, w, 3) uint8 of black.

        Large pictures are averaged over whole pixels first, so that little is skipped; the rest is
        interpolated, which keeps edges and takes a sixth of the time of averaging throughout.
        """
        width_px, height_px = self.shown_px
        ratio = min(
            whole / part for whole, part in zip(self.picture_px, self.shown_px, strict=True)
        )
        factor = int(ratio / _LEFT_TO_INTERPOLATION)
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


def _on_grid(size_px: int) -> int:
    return -(-size_px // GRID_PX) * GRID_PX
