"""Faults: delay on, delay off, a dead band, and at once if severe."""

from collections.abc import Sequence
from dataclasses import replace

from spotter.alerting.conditions.marks import Mark, evidence_of, marks_of
from spotter.alerting.identity import name_of
from spotter.alerting.memory import KeptAlert, SeenRep, Visit
from spotter.alerting.rules import Rules
from spotter.alerting.steps.life import ended, opened, risen
from spotter.alerting.values import Ending, Evidence, Kind, Priority
from spotter.movement.values import Fault

_LISTED_REPS = 20


def follow(
    alerts: Sequence[KeptAlert], visit: Visit, now_us: int, rules: Rules
) -> tuple[KeptAlert, ...]:
    """The station's alerts after the visit's last rep: its fault may open one, and others go on."""
    rep = visit.reps[-1]
    if rep.unscorable is not None:
        return tuple(alerts)
    followed = [
        _gone_on(kept, visit, now_us, rules) if _is_about(kept, visit, rep.exercise) else kept
        for kept in alerts
    ]
    known = {kept.name for kept in followed if _is_about(kept, visit, rep.exercise)}
    if rep.fault is not None and name_of(rep.fault) not in known:
        followed += _opened(visit, rep, rep.fault, now_us, rules)
    return tuple(followed)


def priority_of(
    marks: Sequence[Mark], fault: Fault, least_ratio: float, rules: Rules
) -> Priority | None:
    """How urgent a fault is that no alert is about, after a rep that has it; None: it is none yet.

    ``least_ratio`` is from where a rep counts.
    """
    harm = rules.harm_of(fault.code)
    if marks[-1].ratio >= least_ratio and rules.is_severe(marks[-1].ratio, fault.code):
        return Priority.HIGH
    times, of = rules.persists_of
    counting = [mark for mark in marks[-of:] if mark.has_it and mark.ratio >= least_ratio]
    if len(counting) < times or marks[-1] not in counting:
        return None
    mean_ratio = sum(mark.ratio for mark in counting) / len(counting)
    return Priority.LOW if mean_ratio * harm < rules.mild else Priority.MEDIUM


def is_fixed(marks: Sequence[Mark], rules: Rules) -> bool:
    """Whether the latest reps in a row do without the fault."""
    latest = marks[-rules.fixed_reps :]
    return len(latest) == rules.fixed_reps and not any(mark.has_it for mark in latest)


def _is_about(kept: KeptAlert, visit: Visit, exercise: str) -> bool:
    alert = kept.alert
    of_visit = alert.whose.visit_id == visit.whose.visit_id and alert.exercise == exercise
    return of_visit and alert.kind is Kind.FAULT and alert.is_open


def _opened(visit: Visit, rep: SeenRep, fault: Fault, now_us: int, rules: Rules) -> list[KeptAlert]:
    name = name_of(fault)
    marks = marks_of(visit.reps, rep.exercise, name)
    dismissed = (
        one.ratio for one in visit.dismissed if (one.exercise, one.name) == (rep.exercise, name)
    )
    least = max((rules.opens_ratio, *(rules.worse_ratio * ratio for ratio in dismissed)))
    priority = priority_of(marks, fault, least, rules)
    if priority is None:
        return []
    evidence = evidence_of(marks, rules)
    return [
        opened(
            Kind.FAULT,
            priority,
            visit.whose,
            now_us,
            by=rep.rep_id,
            exercise=rep.exercise,
            name=name,
            fault=_worst(visit, evidence, fault),
            evidence=evidence,
        )
    ]


def _gone_on(kept: KeptAlert, visit: Visit, now_us: int, rules: Rules) -> KeptAlert:
    """An open alert after a rep of its exercise."""
    alert, rep = kept.alert, visit.reps[-1]
    marks = marks_of(visit.reps, alert.exercise, kept.name)
    evidence = _added(alert.evidence, evidence_of(marks, rules))
    is_worst = evidence.worst_rep_id == rep.rep_id
    fault = rep.fault if is_worst and rep.fault else alert.fault
    kept = replace(kept, alert=replace(alert, evidence=evidence, fault=fault))
    if is_fixed(marks, rules):
        return ended(kept, Ending.FIXED, now_us)
    is_severe = fault and marks[-1].has_it and rules.is_severe(marks[-1].ratio, fault.code)
    return risen(kept, Priority.HIGH, now_us) if is_severe else kept


def _added(known: Evidence, latest: Evidence) -> Evidence:
    """The latest evidence, with the worst rep and the reps that are known from before."""
    rep_ids = (*latest.rep_ids, *(one for one in known.rep_ids if one not in latest.rep_ids))
    worst = max(latest, known, key=lambda one: one.worst_ratio)
    return replace(
        latest,
        rep_ids=rep_ids[:_LISTED_REPS],
        worst_ratio=worst.worst_ratio,
        worst_rep_id=worst.worst_rep_id,
    )


def _worst(visit: Visit, evidence: Evidence, fault: Fault) -> Fault:
    """The fault as the worst rep has it."""
    worst = next(rep for rep in visit.reps if rep.rep_id == evidence.worst_rep_id)
    is_same = worst.fault is not None and name_of(worst.fault) == name_of(fault)
    return worst.fault if worst.fault is not None and is_same else fault
