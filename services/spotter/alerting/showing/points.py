"""How much a person's faults matter now: severity, persistence and trend."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import sqrt

from spotter.alerting.conditions.marks import Mark, evidence_of, marks_of, trend_of
from spotter.alerting.memory import Visit
from spotter.alerting.rules import Rules
from spotter.alerting.values import Evidence, Trend
from spotter.movement.values import Fault, FaultCode

_BY_TREND = {Trend.WORSE: 1.1, Trend.BETTER: 0.9}
_MOST = 6.0
"""Beyond this ratio, worse is not more urgent."""
_CUT_SHORT = frozenset({FaultCode.STOPS_SHORT, FaultCode.SITS_TOO_HIGH})


@dataclass(frozen=True, slots=True)
class Standing:
    """A fault that was the worst of one of a visit's latest reps, as the latest of them has it."""

    visit_id: str
    exercise: str
    name: str
    fault: Fault
    evidence: Evidence
    points: float


def standings(visit: Visit, rules: Rules) -> Iterator[Standing]:
    """The faults of the visit's latest reps."""
    scored = [rep for rep in visit.reps if rep.unscorable is None]
    worst = {
        (rep.exercise, rep.names[0]): rep.fault
        for rep in scored[-rules.counted_reps :]
        if rep.fault is not None
    }
    for (exercise, name), fault in worst.items():
        marks = marks_of(visit.reps, exercise, name)
        latest = marks[-rules.counted_reps :]
        evidence = replace(evidence_of(latest, rules), trend=trend_of(marks, rules))
        having = [severity(mark, fault.code, rules) for mark in latest if mark.has_it]
        score = points(evidence, sum(having) / len(having), rules.harm_of(fault.code), rules)
        yield Standing(visit.whose.visit_id, exercise, name, fault, evidence, score)


def severity(mark: Mark, code: FaultCode, rules: Rules) -> float:
    """How bad a rep with the fault is, from 1 on: twice as far off is not twice as urgent.

    Of a rep that is cut short, how much of the way is missing tells that; its score depends on how
    much of the body moves, and is twice as high for a squat as for a lunge.
    """
    ratio = mark.ratio
    if code in _CUT_SHORT and mark.range_ratio is not None:
        ratio = (1 - mark.range_ratio) / rules.missing_ratio
    return sqrt(min(max(ratio, 1.0), _MOST))


def points(evidence: Evidence, mean_severity: float, harm: float, rules: Rules) -> float:
    """How much a fault matters now; about 1 for a usual one in every rep.

    Harm times persistence times severity: that a fault is in every rep instead of every other one
    is twice as urgent. A trend counts a tenth.
    """
    counted = max(evidence.reps, rules.persists_of[1])
    by_trend = _BY_TREND.get(evidence.trend, 1.0)
    return harm * evidence.faulty_reps / counted * mean_severity * by_trend
