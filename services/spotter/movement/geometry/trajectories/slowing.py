"""How sure one is of what moves and slows down: a Kalman filter (1960) for a decaying velocity."""

from dataclasses import dataclass
from math import exp


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """The variance of a position, its covariance with the velocity, and the velocity's variance.

    The same along each axis, in whatever unit the position has, and seconds.
    """

    position_var: float
    cross_var: float
    speed_var: float

    def predicted(self, gap_s: float, slowing_s: float, noise: float) -> "Uncertainty":
        """The uncertainty ``gap_s`` later, nothing being seen in between.

        The velocity decays with the time constant ``slowing_s``, and its variance gains ``noise`` a
        second.
        """
        left, reach = exp(-gap_s / slowing_s), reach_s(gap_s, slowing_s)
        return Uncertainty(
            self.position_var
            + 2 * reach * self.cross_var
            + reach**2 * self.speed_var
            + noise * gap_s**3 / 3,
            left * (self.cross_var + reach * self.speed_var) + noise * gap_s**2 / 2,
            left**2 * self.speed_var + noise * gap_s,
        )

    def gains(self, look_var: float) -> tuple[float, float]:
        """By how much of what a look is off position and velocity change."""
        total = self.position_var + look_var
        return self.position_var / total, self.cross_var / total

    def corrected(self, look_var: float) -> "Uncertainty":
        """The uncertainty after a look whose own variance is ``look_var``."""
        gain, speed_gain = self.gains(look_var)
        return Uncertainty(
            (1 - gain) * self.position_var,
            (1 - gain) * self.cross_var,
            self.speed_var - speed_gain * self.cross_var,
        )


def reach_s(gap_s: float, slowing_s: float) -> float:
    """The seconds at full velocity that lead as far as ``gap_s`` at decaying velocity.

    >>> round(reach_s(60.0, 1.0), 3)
    1.0
    """
    return slowing_s * (1 - exp(-gap_s / slowing_s))
