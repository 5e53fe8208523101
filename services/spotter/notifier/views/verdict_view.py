"""From verdicts on the wire to what is shown."""

from math import isfinite

from spotter.movement.values.verdict import Fault, Outcome, Verdict
from spotter.notifier.views.models import FaultView, VerdictView
from spotter.wire.verdicts import RepVerdict


def verdict_view(said: RepVerdict, said_ms: int) -> VerdictView:
    """What is shown of ``said``, which entered the verdict stream at ``said_ms``."""
    verdict = said.verdict
    return VerdictView(
        rep_id=said.rep_id,
        station_id=said.station_id,
        track_id=said.track_id,
        exercise=said.exercise,
        set_number=said.set_number,
        rep_number=said.rep_number,
        started_ms=said.started_us // 1000,
        ended_ms=said.ended_us // 1000,
        said_ms=said_ms,
        outcome=verdict.outcome.value,
        score=_number(verdict.score),
        threshold=_number(verdict.threshold),
        reason=verdict.reason,
        sentences=_sentences(verdict),
        hints=verdict.hints,
        fixed=verdict.fixed,
        faults=tuple(_fault_view(fault) for fault in verdict.faults),
        trace_id=said.trace_id,
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
        size_tl=fault.size_tl,
        frame_index=fault.frame_index,
    )


def _number(value: float) -> float | None:
    return value if isfinite(value) else None
