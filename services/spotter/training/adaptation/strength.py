"""The load that could be lifted once, estimated from several reps."""

MOST_REPS_TO_ESTIMATE = 12
"""Beyond, the formulas part (LeSuer et al. 1997, J Strength Cond Res 11(4))."""


def epley_kg(load_kg: float, reps: float) -> float:
    """Epley (1985), Poundage chart.

    >>> round(epley_kg(100, 10), 1)
    133.3
    """
    return load_kg * (1 + reps / 30)


def brzycki_kg(load_kg: float, reps: float) -> float:
    """Brzycki (1993), JOPERD 64(1); for fewer than 37 reps.

    >>> round(brzycki_kg(100, 10), 1)
    133.3
    """
    return load_kg * 36 / (37 - reps)


def one_rep_max_kg(load_kg: float, reps: float) -> float:
    """The mean of both estimates."""
    return (epley_kg(load_kg, reps) + brzycki_kg(load_kg, reps)) / 2


def load_for_kg(one_rep_max: float, reps: float) -> float:
    """The load that :func:`one_rep_max_kg` says can be lifted for ``reps``."""
    return one_rep_max / one_rep_max_kg(1.0, reps)
