"""Readiness: a member's answers against their own usual ones."""

from datetime import date
from statistics import fmean, stdev

from spotter.training.adaptation.condition import Condition
from spotter.training.adaptation.values import Change, Finding, Rule

_LEAST_ANSWERS = 5
_LEAST_DEVIATION = 1.0
"""Answers are whole numbers: who always gives the same ones is not worn out by one more."""


def readiness(condition: Condition, day: date) -> Finding | None:
    """No increase when sleep, stress, fatigue and soreness are worse than usual by a deviation.

    Against the mean and standard deviation of the member's own earlier answers, of which it takes
    five. Source: Hooper and Mackinnon (1995), Sports Medicine 20(5), for the index; Saw, Main and
    Gastin (2016), Br J Sports Med 50(5), for comparing people with themselves.
    """
    today = [one.index for one in condition.readiness if one.day == day]
    usual = [one.index for one in condition.readiness if one.day < day]
    if not today or len(usual) < _LEAST_ANSWERS:
        return None
    mean, deviation = fmean(usual), max(stdev(usual), _LEAST_DEVIATION)
    if today[-1] <= mean + deviation:
        return None
    because = (
        f"sleep, stress, fatigue and soreness added up to {today[-1]} before the session, "
        f"where {mean:.1f} is usual"
    )
    return Finding(Rule.READINESS, Change.KEEP, because)
