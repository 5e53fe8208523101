"""Turns verdicts on the wire into what is shown."""

from math import isfinite

from spotter.movement.values.verdict import Fault, Outcome, Verdict
from spotter.movement.wording.hints import numbers
from spotter.movement.wording.set_words import DIFFERS_THROUGHOUT
from spotter.notifier.views.models import FaultView, VerdictView
from spotter.wire.verdicts import RepVerdict


def verdict_view(rep_verdict: RepVerdict, said_ms: int) -> VerdictView:
    """The view of ``rep_verdict``, which entered the verdict stream at ``said_ms``."""
    verdict = rep_verdict.verdict
    return VerdictView(
        rep_id=rep_verdict.rep_id,
        station_id=rep_verdict.station_id,
        track_id=rep_verdict.track_id,
        exercise=rep_verdict.exercise,
        set_number=rep_verdict.set_number,
        rep_number=rep_verdict.rep_number,
        started_ms=rep_verdict.started_us // 1000,
        ended_ms=rep_verdict.ended_us // 1000,
        said_ms=said_ms,
        outcome=verdict.outcome.value,
        score=_number(verdict.score),
        threshold=_number(verdict.threshold),
        reason=verdict.reason,
        sentences=_sentences(verdict),
        hints=verdict.hints,
        fixed=verdict.fixed,
        faults=tuple(_fault_view(fault) for fault in verdict.faults),
        trace_id=rep_verdict.trace_id,
        judged_by="own reps" if verdict.baseline_id else "references",
        question=DIFFERS_THROUGHOUT if verdict.differs_throughout else "",
    )


def _sentences(verdict: Verdict) -> tuple[str, ...]:
    match verdict.outcome:
        case Outcome.GOOD:
            return verdict.fixed
        case Outcome.FAULTY:
            return verdict.hints
        case Outcome.UNSCORABLE:
            reason = verdict.reason or "this rep could not be judged"
            return (reason[0].upper() + reason[1:],)


def _fault_view(fault: Fault) -> FaultView:
    return FaultView(
        joint=fault.joint.name,
        label=fault.joint.label,
        phase=fault.phase,
        direction=fault.direction.value,
        code=fault.code.name,
        moment=fault.moment.name if fault.moment else None,
        both_sides=fault.both_sides,
        size_tl=fault.size_tl,
        frame_index=fault.frame_index,
        numbers=numbers(fault),
    )


def _number(value: float) -> float | None:
    return value if isfinite(value) else None
