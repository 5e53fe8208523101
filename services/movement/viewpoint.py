"""From where a rep was filmed, as far as the picture tells."""

from dataclasses import dataclass

import numpy as np

from movement.normalise import Coordinates
from movement.skeleton import Joint

_FRONT_WIDTH_TL = 0.35


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """``width_tl`` is how wide the shoulders look, positive when the person faces the camera.

    ``faces_right`` says which way the nose points in a picture taken from the side.
    """

    width_tl: float
    faces_right: bool

    @property
    def from_the_side(self) -> bool:
        """Whether the shoulders hide each other."""
        return abs(self.width_tl) < _FRONT_WIDTH_TL


def viewpoint(course: Coordinates) -> Viewpoint:
    """The viewpoint of a course of (T, 25, 2) torso lengths; the width is NaN when none is seen."""
    shoulders = course[:, Joint.LEFT_SHOULDER, 0] - course[:, Joint.RIGHT_SHOULDER, 0]
    ahead = course[:, Joint.NOSE, 0] - course[:, Joint.NECK, 0]
    return Viewpoint(width_tl=_median(shoulders), faces_right=_median(ahead) > 0)


def _median(values: Coordinates) -> float:
    seen = values[np.isfinite(values)]
    return float(np.median(seen)) if len(seen) else np.nan
