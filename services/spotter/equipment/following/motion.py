"""Where moving equipment will be: a Kalman filter (1960) for slowly changing velocity.

Its noise is in radii of the equipment, as near equipment moves more pixels than far one.
"""

from dataclasses import dataclass
from math import exp, hypot, sqrt

from spotter.equipment.place import Place
from spotter.movement.geometry.trajectories.slowing import Uncertainty, reach_s

_PROCESS_NOISE = 1000.0
"""How much equipment accelerates: velocity variance gained per second, radii^2/s^3."""
_FIRST_SPEED = 4.0
"""The standard deviation of the speed at first sight, radii per second."""
_LOOK_STD = 0.15
"""The standard deviation of one look, radii."""
_KEEPS_GOING_S = 0.3
"""Unseen, equipment is taken to come to rest with this time constant."""
_GATE_STDS = 4.0


_AT_FIRST = Uncertainty(_LOOK_STD**2, 0.0, _FIRST_SPEED**2)


@dataclass(frozen=True, slots=True)
class Motion:
    """Position and velocity (x, y) in pixels, and how sure they are, in radii."""

    position_px: tuple[float, float]
    velocity_px_s: tuple[float, float] = (0.0, 0.0)
    uncertainty: Uncertainty = _AT_FIRST

    def predicted(self, gap_s: float) -> "Motion":
        """The motion ``gap_s`` later, unseen in between."""
        left, reach = exp(-gap_s / _KEEPS_GOING_S), reach_s(gap_s, _KEEPS_GOING_S)
        (x, y), (speed_x, speed_y) = self.position_px, self.velocity_px_s
        return Motion(
            (x + reach * speed_x, y + reach * speed_y),
            (left * speed_x, left * speed_y),
            self.uncertainty.predicted(gap_s, _KEEPS_GOING_S, _PROCESS_NOISE),
        )

    def may_be_at(self, place: Place) -> bool:
        """Whether a look there is no jump: within four standard deviations of the prediction."""
        x_px, y_px = self.position_px
        off_radii = hypot(place.x_px - x_px, place.y_px - y_px) / place.radius_px
        return off_radii <= _GATE_STDS * sqrt(self.uncertainty.position_var + _LOOK_STD**2)

    def corrected(self, place: Place) -> "Motion":
        """The motion after a look that found it there."""
        gain, speed_gain = self.uncertainty.gains(_LOOK_STD**2)
        (x_px, y_px), (x_px_s, y_px_s) = self.position_px, self.velocity_px_s
        right_px, down_px = place.x_px - x_px, place.y_px - y_px
        return Motion(
            (x_px + gain * right_px, y_px + gain * down_px),
            (x_px_s + speed_gain * right_px, y_px_s + speed_gain * down_px),
            self.uncertainty.corrected(_LOOK_STD**2),
        )
