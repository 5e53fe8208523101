"""Training load: a week that was monotonous and harder than those before."""

from datetime import date, timedelta
from statistics import fmean, pstdev

from spotter.training.adaptation.condition import Condition
from spotter.training.adaptation.values import Change, Finding, Rule

_DAYS = 7
_WEEKS_BEFORE = 3
_MOST_MONOTONY = 2.0


def training_load(condition: Condition, day: date) -> Finding | None:
    """No increase in a week of monotony above 2 whose strain exceeds that of the three before.

    Load is effort times minutes; monotony the mean of seven days' loads by their deviation, days of
    rest included; strain the week's load times its monotony. Source: Foster (1998), Med Sci Sports
    Exerc 30(7); Foster et al. (2001), J Strength Cond Res 15(1). The acute:chronic workload ratio
    is left out on purpose: its association with injury is an artefact of its ratio, and changing it
    has not been shown to prevent any (Impellizzeri et al. 2021, Sports Medicine 51).
    """
    strains = [
        _strain(condition, day - timedelta(days=_DAYS * week)) for week in range(_WEEKS_BEFORE + 1)
    ]
    (strain, monotony), before = strains[0], [one for one, _ in strains[1:]]
    if monotony <= _MOST_MONOTONY or not all(before) or strain <= max(before):
        return None
    because = (
        f"the days of this week were as hard as each other (monotony {monotony:.1f}, more than "
        f"{_MOST_MONOTONY:g}) and harder than in the {_WEEKS_BEFORE} weeks before"
    )
    return Finding(Rule.TRAINING_LOAD, Change.KEEP, because)


def _strain(condition: Condition, last: date) -> tuple[float, float]:
    """Strain and monotony of the seven days that end with ``last``."""
    by_day = dict.fromkeys((last - timedelta(days=back) for back in range(_DAYS)), 0.0)
    for one in condition.loads:
        if one.day in by_day:
            by_day[one.day] += one.load
    loads = list(by_day.values())
    # Days all alike would divide by 0: one unit of load is nothing.
    monotony = fmean(loads) / max(pstdev(loads), 1.0)
    return sum(loads) * monotony, monotony
