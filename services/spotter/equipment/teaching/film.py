"""A recording that teaches equipment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spotter.equipment.errors import EquipmentError
from spotter.equipment.place import Picture
from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.values.body.poses import Keypoints


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """T ``pictures`` of one size, each captured at one of ``captured_us``, (T,) microseconds.

    ``bodies`` has the (25, 3) keypoints of who exercises, by the index of the picture. Raises
    :class:`EquipmentError` without a picture, and if there is not one time for each.
    """

    pictures: Sequence[Picture]
    captured_us: NDArray[np.int64]
    bodies: Mapping[int, Keypoints]

    def __post_init__(self) -> None:
        if not len(self.pictures) or len(self.pictures) != len(self.captured_us):
            raise EquipmentError(
                f"expected a picture or more, and a time for each; found {len(self.pictures)} and "
                f"{len(self.captured_us)}"
            )

    @property
    def torso_px(self) -> float:
        """The torso length of who exercises, pixels; NaN when no limb is seen."""
        bodies = [*self.bodies.values()]
        return body_size_px(np.stack(bodies)) if bodies else float("nan")

    def at_s(self, index: int) -> float:
        """When a picture was captured, in seconds of the recording."""
        return float(self.captured_us[index]) / 1e6

    def nearest(self, time_s: float) -> int:
        """The index of the picture that was captured nearest to ``time_s``."""
        return int(np.abs(self.captured_us / 1e6 - time_s).argmin())
