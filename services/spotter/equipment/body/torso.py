"""How long a person's torso is in the picture, from pose to pose."""

from dataclasses import dataclass
from math import exp, isfinite

import numpy as np

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.values.body.poses import Keypoints

_KEPT_S = 4.0
"""A torso that bends looks shorter for a while; one that walks away stays shorter."""


@dataclass(frozen=True, slots=True)
class Torso:
    """The torso length at ``at_us``, pixels; NaN before a body was seen."""

    length_px: float = float("nan")
    at_us: int = 0

    def after(self, keypoints: Keypoints, at_us: int) -> "Torso":
        """What is known after a pose (25, 3): the longer of what it shows and what was known."""
        seen_px = body_size_px(keypoints[None])
        if not isfinite(seen_px):
            return self
        faded = exp(-max(0, at_us - self.at_us) / 1e6 / _KEPT_S)
        return Torso(float(np.fmax(seen_px, faded * self.length_px)), at_us)
