"""What the latest reps say of one fault."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from statistics import median

from spotter.alerting.memory import SeenRep
from spotter.alerting.rules import Rules
from spotter.alerting.values import Evidence, Trend

_EACH = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether a rep has the fault, and how bad the rep was.

    ``ratio`` is the rep's score divided by its threshold; 1 where another fault is worse, since
    that one made the score. ``range_ratio`` is how far the rep went, if known.
    """

    rep_id: str
    ratio: float
    has_it: bool
    range_ratio: float | None = None


def marks_of(reps: Sequence[SeenRep], exercise: str, name: str) -> tuple[Mark, ...]:
    """A mark for each scored rep of the exercise, oldest first."""
    return tuple(
        Mark(
            rep.rep_id,
            1.0 if name in rep.names[1:] else rep.ratio,
            has_it=name in rep.names,
            range_ratio=rep.range_ratio,
        )
        for rep in reps
        if rep.unscorable is None and rep.exercise == exercise
    )


def evidence_of(marks: Sequence[Mark], rules: Rules) -> Evidence:
    """What the marks come to."""
    having = [mark for mark in marks if mark.has_it]
    worst = max(having, key=lambda mark: mark.ratio, default=None)
    return Evidence(
        reps=len(marks),
        faulty_reps=len(having),
        in_a_row=sum(1 for _ in takewhile(lambda mark: mark.has_it, reversed(marks))),
        worst_ratio=worst.ratio if worst else 0.0,
        trend=trend_of(marks, rules),
        worst_rep_id=worst.rep_id if worst else "",
        rep_ids=tuple(mark.rep_id for mark in reversed(having)),
    )


def trend_of(marks: Sequence[Mark], rules: Rules) -> Trend:
    """How the last three reps compare with the three before, if there are as many.

    By the middle one of each three: one rep that has the fault, or does without it, is no trend.
    """
    if len(marks) < 2 * _EACH:
        return Trend.UNKNOWN
    before = median(mark.ratio for mark in marks[-2 * _EACH : -_EACH])
    latest = median(mark.ratio for mark in marks[-_EACH:])
    if latest >= rules.trend_ratio * before:
        return Trend.WORSE
    return Trend.BETTER if latest * rules.trend_ratio <= before else Trend.STEADY
