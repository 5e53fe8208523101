"""Predicts where a moving body will be: a Kalman filter for constant, slowly damped velocity."""

from dataclasses import dataclass, field
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

_DAMPED_S = 1.0
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


@dataclass(slots=True)
class Motion:
    """A body's velocity (2,) in pixels per second, and the filter's covariance in torso lengths.

    The covariance has the position's variance, the covariance of position and velocity, and the
    velocity's variance; the same across and down.
    """

    velocity_px_s: Vector = field(default_factory=lambda: np.zeros(2))
    position_var: float = 0.0
    cross_var: float = 0.0
    speed_var: float = _FIRST_SPEED_TL_S**2

    def predicted(self, gap_s: float) -> "Motion":
        """Predict the motion ``gap_s`` later, if the body is not seen in between."""
        left = exp(-gap_s / _DAMPED_S)
        reach = _reach_s(gap_s)
        return Motion(
            self.velocity_px_s * left,
            self.position_var
            + 2 * reach * self.cross_var
            + reach**2 * self.speed_var
            + _PROCESS_NOISE * gap_s**3 / 3,
            left * (self.cross_var + reach * self.speed_var) + _PROCESS_NOISE * gap_s**2 / 2,
            left**2 * self.speed_var + _PROCESS_NOISE * gap_s,
        )

    def shift_px(self, gap_s: float) -> Vector:
        """(2,) how far the body will have moved ``gap_s`` later."""
        return self.velocity_px_s * _reach_s(gap_s)

    @property
    def position_std_tl(self) -> float:
        """The standard deviation of the body's position, torso lengths."""
        return min(sqrt(self.position_var), _MAX_POSITION_STD_TL)

    def corrected(self, off_px: Vector, size_px: float, joints: int) -> "Motion":
        """Correct the motion by ``joints`` found ``off_px`` (2,) from where it predicted them."""
        total = self.position_var + _MEASUREMENT_STD_TL**2 * max(
            1.0, _ENOUGH_JOINTS / max(1, joints)
        )
        position_gain, speed_gain = self.position_var / total, self.cross_var / total
        velocity = self.velocity_px_s + speed_gain * off_px
        speed = float(np.hypot(*velocity))
        velocity *= min(1.0, _FASTEST_TL_S * size_px / speed) if speed else 1.0
        return Motion(
            velocity,
            (1 - position_gain) * self.position_var,
            (1 - position_gain) * self.cross_var,
            self.speed_var - speed_gain * self.cross_var,
        )


def _reach_s(gap_s: float) -> float:
    """The seconds at full velocity that lead as far as ``gap_s`` at decaying velocity."""
    return _DAMPED_S * (1 - exp(-gap_s / _DAMPED_S))
