"""The viewpoint that a rep was filmed from, as far as the picture tells."""

from dataclasses import dataclass

import numpy as np

from spotter.movement.geometry.body.normalisation import Coordinates, normalise
from spotter.movement.values import Joint, Reference

_FRONT_WIDTH_TL = 0.35
_TOLERANCE_TL = 0.4


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """``width_tl`` is how wide the shoulders look, positive when the person faces the camera.

    ``faces_right`` says which way the nose points in a side view.
    """

    width_tl: float
    faces_right: bool

    @property
    def from_the_side(self) -> bool:
        """Whether the shoulders hide each other; so they do if only one is ever seen."""
        return not abs(self.width_tl) >= _FRONT_WIDTH_TL

    def is_near(self, other: "Viewpoint") -> bool:
        """Whether movements seen from the two viewpoints can be compared."""
        return not abs(abs(self.width_tl) - abs(other.width_tl)) > _TOLERANCE_TL  # NaN: may be


def viewpoint(trajectory: Coordinates) -> Viewpoint:
    """The viewpoint of a trajectory (T, 25, 2); its width is NaN if no shoulders are seen.

    >>> trajectory = np.full((60, 25, 2), np.nan)
    >>> trajectory[:, Joint.LEFT_SHOULDER] = (0.3, 1.0)
    >>> trajectory[:, Joint.RIGHT_SHOULDER] = (-0.4, 1.0)
    >>> viewpoint(trajectory)
    Viewpoint(width_tl=0.7, faces_right=False)
    >>> viewpoint(trajectory).from_the_side
    False
    """
    shoulders = trajectory[:, Joint.LEFT_SHOULDER, 0] - trajectory[:, Joint.RIGHT_SHOULDER, 0]
    ahead = trajectory[:, Joint.NOSE, 0] - trajectory[:, Joint.NECK, 0]
    return Viewpoint(width_tl=_median(shoulders), faces_right=_median(ahead) > 0)


def view_words(reference: Reference) -> str:
    """The view of a reference: ``front``, ``side``, ``behind`` or ``unclear``."""
    seen_from = viewpoint(normalise(reference.reps[0]))
    if not np.isfinite(seen_from.width_tl):
        return "unclear"
    if seen_from.from_the_side:
        return "side"
    return "front" if seen_from.width_tl > 0 else "behind"


def _median(values: Coordinates) -> float:
    ordered = np.sort(values[np.isfinite(values)])
    if not len(ordered):
        return np.nan
    return float(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
