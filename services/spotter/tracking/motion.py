"""Predicts where a moving body will be: a Kalman filter for constant, slowly damped velocity."""

from dataclasses import dataclass, field
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray

from spotter.movement.geometry.trajectories.slowing import Uncertainty, reach_s

Vector = NDArray[np.float64]

_SLOWING_S = 1.0
"""Nobody keeps moving for ever: the predicted velocity decays with this time constant."""

_PROCESS_NOISE = 4.0
"""Process noise, how much people accelerate: velocity variance gained per second, tl^2/s^3."""

_FIRST_SPEED_TL_S = 1.5
_FASTEST_TL_S = 3.0
_MEASUREMENT_STD_TL = 0.06
"""Measurement noise of the body's position in one frame: moving limbs shift its middle too."""
_ENOUGH_JOINTS = 18
"""With fewer joints the measurement is less exact."""

_MAX_POSITION_STD_TL = 1.5


_AT_FIRST = Uncertainty(0.0, 0.0, _FIRST_SPEED_TL_S**2)


@dataclass(slots=True)
class Motion:
    """A body's velocity (2,) in pixels per second, and how sure that is, in torso lengths."""

    velocity_px_s: Vector = field(default_factory=lambda: np.zeros(2))
    uncertainty: Uncertainty = _AT_FIRST

    def predicted(self, gap_s: float) -> "Motion":
        """Predict the motion ``gap_s`` later, if the body is not seen in between."""
        return Motion(
            self.velocity_px_s * exp(-gap_s / _SLOWING_S),
            self.uncertainty.predicted(gap_s, _SLOWING_S, _PROCESS_NOISE),
        )

    def shift_px(self, gap_s: float) -> Vector:
        """(2,) how far the body will have moved ``gap_s`` later."""
        return self.velocity_px_s * reach_s(gap_s, _SLOWING_S)

    @property
    def position_std_tl(self) -> float:
        """The standard deviation of the body's position, torso lengths."""
        return min(sqrt(self.uncertainty.position_var), _MAX_POSITION_STD_TL)

    def corrected(self, off_px: Vector, size_px: float, joints: int) -> "Motion":
        """Correct the motion by ``joints`` found ``off_px`` (2,) from where it predicted them."""
        look_var = _MEASUREMENT_STD_TL**2 * max(1.0, _ENOUGH_JOINTS / max(1, joints))
        _, speed_gain = self.uncertainty.gains(look_var)
        velocity = self.velocity_px_s + speed_gain * off_px
        speed = float(np.hypot(*velocity))
        velocity *= min(1.0, _FASTEST_TL_S * size_px / speed) if speed else 1.0
        return Motion(velocity, self.uncertainty.corrected(look_var))
