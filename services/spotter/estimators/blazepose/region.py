"""A rotated square of a picture that a network looks at, and the mapping back."""

from dataclasses import dataclass
from math import atan2, cos, hypot, isfinite, pi, sin

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Region:
    """A square around a centre, rotated clockwise by an angle."""

    x_px: float
    y_px: float
    side_px: float
    angle_rad: float

    @classmethod
    def of_picture(cls, bgr: NDArray[np.uint8]) -> "Region":
        """The smallest upright square around the whole picture."""
        height_px, width_px = bgr.shape[:2]
        return cls(width_px / 2, height_px / 2, float(max(width_px, height_px)), 0.0)

    @classmethod
    def of_alignment(
        cls, middle_px: NDArray[np.floating], top_px: NDArray[np.floating], margin_ratio: float
    ) -> "Region":
        """The square around the circle with centre ``middle_px`` through ``top_px``.

        Both are (2,) x and y in pixels. The square is rotated so that ``top_px`` is straight above
        the centre, and its side is ``margin_ratio`` times the circle's diameter.
        """
        x_px, y_px = (float(value) for value in middle_px)
        right_px, up_px = float(top_px[0]) - x_px, y_px - float(top_px[1])
        side_px = 2 * hypot(right_px, up_px) * margin_ratio
        return cls(x_px, y_px, side_px, pi / 2 - atan2(up_px, right_px))

    def is_usable(self) -> bool:
        """Whether it can be cut out: it is finite and at least one pixel large."""
        return all(map(isfinite, (self.x_px, self.y_px))) and 1 <= self.side_px < 1e6

    def to_picture(self, crop_side_px: int) -> NDArray[np.float64]:
        """The (2, 3) affine matrix from pixels of the crop to pixels of the picture."""
        scale = self.side_px / crop_side_px
        along, across = scale * cos(self.angle_rad), scale * sin(self.angle_rad)
        half = crop_side_px / 2
        return np.array(
            [
                [along, -across, self.x_px - half * (along - across)],
                [across, along, self.y_px - half * (across + along)],
            ]
        )

    def crop(self, bgr: NDArray[np.uint8], crop_side_px: int, border: int) -> NDArray[np.uint8]:
        """Cut the region out as (S, S, 3) uint8 RGB with S = ``crop_side_px``.

        ``border`` is OpenCV's border type, used beyond the picture's edge.
        """
        matrix = self.to_picture(crop_side_px)
        size = (crop_side_px, crop_side_px)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        cut = cv2.warpAffine(bgr, matrix, size, flags=flags, borderMode=border)
        return np.asarray(cv2.cvtColor(cut, cv2.COLOR_BGR2RGB), dtype=np.uint8)


def transform(points: NDArray[np.floating], matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Map (N, 2) points by a (2, 3) affine matrix."""
    return points @ matrix[:, :2].T + matrix[:, 2]
