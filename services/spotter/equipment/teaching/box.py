"""A box that somebody drew round equipment on one picture."""

from dataclasses import dataclass
from math import isfinite

from spotter.equipment.errors import EquipmentError
from spotter.equipment.place import Picture, Place

_LEAST_PX = 10.0
"""Of a smaller box the filter would see little but compression."""


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels from the picture's left and upper edge to the box's corner, and its two sides.

    Raises :class:`EquipmentError` for a box whose longer side is below ten pixels.
    """

    x_px: float
    y_px: float
    width_px: float
    height_px: float

    def __post_init__(self) -> None:
        sides = (self.width_px, self.height_px)
        if not isfinite(self.x_px + self.y_px + sum(sides)) or min(sides) <= 0:
            raise EquipmentError(f"expected a box's corner and its sides in pixels; found {self}")
        if max(sides) < _LEAST_PX:
            raise EquipmentError(
                f"the box {self} is too small: expected {_LEAST_PX:g} pixels or more; draw it "
                "round all of the equipment, or film from nearer"
            )

    def __str__(self) -> str:
        return f"{self.x_px:g},{self.y_px:g},{self.width_px:g},{self.height_px:g}"

    @classmethod
    def round(cls, place: Place) -> "Box":
        """The square box round a place, in whole pixels."""
        side_px = round(2 * place.radius_px)
        x_px, y_px = (round(at - place.radius_px) for at in (place.x_px, place.y_px))
        return cls(x_px, y_px, side_px, side_px)

    def place_in(self, picture: Picture) -> Place:
        """The box's middle, and half of its longer side as radius.

        Raises :class:`EquipmentError` if the middle is outside ``picture``.
        """
        x_px, y_px = self.x_px + self.width_px / 2, self.y_px + self.height_px / 2
        place = Place(x_px, y_px, max(self.width_px, self.height_px) / 2)
        if not place.is_within(picture):
            height, width = picture.shape[:2]
            raise EquipmentError(
                f"the box {self} lies outside the picture, which is {width} x {height} pixels"
            )
        return place
