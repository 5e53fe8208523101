"""How fast the reps of a set were lifted, and when they have become slow enough to stop."""

from dataclasses import dataclass

_IN_A_ROW = 2
"""One rep alone may be told wrong, or be a slip: see docs/training.md."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class SetSpeed:
    """Mean speeds of a set's good reps on the way up, torso lengths a second.

    The ``slow_in_a_row`` latest of them lost as much as the trainer allows, or more.
    """

    fastest_tl_s: float
    latest_tl_s: float
    slow_in_a_row: int = 0

    @property
    def loss_ratio(self) -> float:
        """How much slower the latest rep was than the fastest, 0 to 1."""
        return 1 - self.latest_tl_s / self.fastest_tl_s

    @property
    def is_enough(self) -> bool:
        """Whether the set should end: two reps in a row lost so much.

        Loss beside the fastest rep of the set: Sanchez-Medina and Gonzalez-Badillo (2011), Med Sci
        Sports Exerc 43(9). Sets that end at a loss: Pareja-Blanco et al. (2017), Scand J Med Sci
        Sports 27(7); there a single rep decides, by a sensor on the bar.
        """
        return self.slow_in_a_row >= _IN_A_ROW


def with_rep(before: SetSpeed | None, speed_tl_s: float, most_loss_ratio: float | None) -> SetSpeed:
    """The speed of a set with another good rep; without a limit nothing is enough.

    >>> speed = None
    >>> for mean_tl_s in (0.9, 1.0, 0.79, 0.8):
    ...     speed = with_rep(speed, mean_tl_s, 0.2)
    >>> round(speed.loss_ratio, 2), speed.is_enough
    (0.2, True)
    """
    fastest_tl_s = max(speed_tl_s, before.fastest_tl_s) if before else speed_tl_s
    now = SetSpeed(fastest_tl_s, speed_tl_s)
    if most_loss_ratio is None or now.loss_ratio < most_loss_ratio - _ROUNDING:
        return now
    return SetSpeed(fastest_tl_s, speed_tl_s, (before.slow_in_a_row if before else 0) + 1)
