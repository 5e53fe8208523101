"""Where equipment is in a picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot, isfinite

import numpy as np
from numpy.typing import NDArray

from spotter.equipment.errors import EquipmentError

Picture = NDArray[np.uint8]
"""(H, W, 3) blue, green, red."""


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of the equipment, and its radius: half of the side of a box round it; pixels.

    Raises :class:`EquipmentError` for a radius that is not positive, and for what is not finite.
    """

    x_px: float
    y_px: float
    radius_px: float

    def __post_init__(self) -> None:
        if not (isfinite(self.x_px + self.y_px + self.radius_px) and self.radius_px > 0):
            raise EquipmentError(f"expected a middle and a positive radius in pixels; found {self}")

    def moved(self, x_radii: float, y_radii: float) -> "Place":
        """So many radii to the right and down."""
        x_px, y_px = self.x_px + x_radii * self.radius_px, self.y_px + y_radii * self.radius_px
        return Place(x_px, y_px, self.radius_px)

    def apart_radii(self, other: "Place") -> float:
        """The distance of the middles, in this one's radii."""
        return hypot(self.x_px - other.x_px, self.y_px - other.y_px) / self.radius_px

    def is_within(self, picture: Picture) -> bool:
        """Whether the middle is in the picture."""
        height, width, _ = picture.shape
        is_within: bool = 0 <= self.x_px < width and 0 <= self.y_px < height
        return is_within


Places = Mapping[int, Place]
"""Places by the index of the picture."""
