"""A whole set that differs from the references: somebody's own way, or the wrong exercise.

It is said once of a person's sets of an exercise, and not where an open fault says it already.
"""

from collections.abc import Sequence
from dataclasses import replace

from spotter.alerting.events import RepJudged
from spotter.alerting.memory import Dismissed, KeptAlert, Visit
from spotter.alerting.rules import Rules
from spotter.alerting.steps.life import ended, opened
from spotter.alerting.values import Ending, Kind, Priority
from spotter.movement.values import Outcome

_NAME = "differs"
"""Stands for no fault among what a visit has been told."""


def follow(
    alerts: Sequence[KeptAlert], visit: Visit, rep: RepJudged, now_us: int, rules: Rules
) -> tuple[KeptAlert, ...]:
    """The station's alerts after the visit's last rep, which is ``rep``."""
    followed = tuple(
        _gone_on(kept, visit, rep, now_us, rules) if _is_about(kept, visit) else kept
        for kept in alerts
    )
    if not rep.differs_throughout or _is_known(visit, rep, followed):
        return followed
    new = opened(
        Kind.DIFFERS,
        Priority.LOW,
        visit.whose,
        now_us,
        by=rep.rep_id,
        exercise=rep.exercise,
        set_number=rep.set_number,
    )
    return (*followed, new)


def noted(visit: Visit, rep: RepJudged) -> Visit:
    """The visit, in which it is known that sets of the rep's exercise differ, if they do."""
    if not rep.differs_throughout or _was_said(visit, rep):
        return visit
    return replace(visit, dismissed=(*visit.dismissed, Dismissed(rep.exercise, _NAME, 0.0)))


def _was_said(visit: Visit, rep: RepJudged) -> bool:
    return any((one.exercise, one.name) == (rep.exercise, _NAME) for one in visit.dismissed)


def _is_known(visit: Visit, rep: RepJudged, alerts: Sequence[KeptAlert]) -> bool:
    """Whether it was said of an earlier set, or a fault that makes it so has an alert."""
    return _was_said(visit, rep) or any(
        kept.alert.kind is Kind.FAULT
        and kept.alert.is_open
        and kept.alert.whose.visit_id == visit.whose.visit_id
        and kept.alert.exercise == rep.exercise
        for kept in alerts
    )


def _is_about(kept: KeptAlert, visit: Visit) -> bool:
    alert = kept.alert
    of_visit = alert.whose.visit_id == visit.whose.visit_id
    return of_visit and alert.kind is Kind.DIFFERS and alert.is_open


def _gone_on(kept: KeptAlert, visit: Visit, rep: RepJudged, now_us: int, rules: Rules) -> KeptAlert:
    """It is about one set; the next one is looked at anew."""
    if (rep.exercise, rep.set_number) != (kept.alert.exercise, kept.set_number):
        return ended(kept, Ending.NOTHING_FOLLOWED, now_us)
    latest = visit.reps[-rules.differs_fixed_reps :]
    is_good = [one.unscorable is None and not one.names for one in latest]
    is_fixed = rep.outcome is Outcome.GOOD and len(is_good) == rules.differs_fixed_reps
    return ended(kept, Ending.FIXED, now_us) if is_fixed and all(is_good) else kept
