"""The conformal limit, which holds for any distribution of the scores.

Conformal prediction (Vovk, Gammerman and Shafer, "Algorithmic learning in a random world", 2005):
of n known scores and one new score of the same kind, each is equally likely to be the k-th smallest
of the n + 1. So the new score exceeds the k-th smallest of the n with probability 1 - k / (n + 1),
or less if there are ties.
"""

from collections.abc import Iterable
from math import ceil


def needed_reps(false_alarm_ratio: float) -> int:
    """How many unseen good reps a guarantee for this ratio needs.

    >>> needed_reps(0.05)
    19
    """
    return ceil(1 / false_alarm_ratio) - 1


def conformal_limit(scores: Iterable[float], false_alarm_ratio: float) -> float:
    """The smallest score that a new one exceeds with at most this probability.

    Needs at least :func:`needed_reps` scores, of reps that the reference model has not seen.
    """
    ordered = sorted(scores)
    rank = ceil((len(ordered) + 1) * (1 - false_alarm_ratio))
    return ordered[rank - 1]
