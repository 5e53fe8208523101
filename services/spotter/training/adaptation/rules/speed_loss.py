"""Speed loss: who slows down a lot within a set is near failure."""

from collections.abc import Sequence

from spotter.training.adaptation.counting import working
from spotter.training.adaptation.values import Attempt, Change, Finding, Rule

_MOST_LOSS_RATIO = 0.40


def speed_loss(attempts: Sequence[Attempt]) -> Finding | None:
    """No increase when a set's slowest rep was more than 40 % slower than its fastest.

    Where the trainer has planned the loss at which sets end, that counts instead of 40 %.

    Source: Sanchez-Medina and Gonzalez-Badillo (2011), Med Sci Sports Exerc 43(9), loss of speed as
    a measure of fatigue; Pareja-Blanco et al. (2017), Scand J Med Sci Sports 27(7): a loss of 40 %
    brought no more strength than one of 20 %. Relative speed only: a camera knows no metres.
    """
    most = attempts[-1].most_speed_loss_ratio or _MOST_LOSS_RATIO
    losses = [one.speed_loss_ratio for one in working(attempts[-1])]
    worst = max((one for one in losses if one is not None), default=0.0)
    if worst <= most:
        return None
    because = (
        f"the slowest rep of a set was {worst:.0%} slower than its fastest, more than {most:.0%}"
    )
    return Finding(Rule.SPEED_LOSS, Change.KEEP, because)
