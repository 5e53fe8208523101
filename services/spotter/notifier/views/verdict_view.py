"""Turns verdicts on the wire into what is shown."""

from math import isfinite

from spotter.movement.values.text import capital
from spotter.movement.values.verdict import Fault
from spotter.movement.wording.joint_words import joint_words
from spotter.movement.wording.languages.english import ENGLISH
from spotter.movement.wording.verdict_words import hints, praises, sentences, why_unscorable
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
        reason=why_unscorable(verdict),
        reason_code=verdict.reason.code.name if verdict.reason else None,
        sentences=tuple(capital(sentence) for sentence in sentences(verdict)),
        hints=hints(verdict),
        fixed=praises(verdict),
        faults=tuple(_fault_view(fault) for fault in verdict.faults),
        trace_id=rep_verdict.trace_id,
        judged_by="own reps" if verdict.baseline_id else "references",
        question=ENGLISH.rep.differs_throughout if verdict.differs_throughout else "",
        pattern=verdict.pattern,
    )


def _fault_view(fault: Fault) -> FaultView:
    return FaultView(
        joint=fault.joint.name,
        label=joint_words(fault.joint),
        phase=fault.phase,
        direction=fault.direction.value,
        code=fault.code.name,
        moment=fault.moment.name if fault.moment else None,
        both_sides=fault.both_sides,
        size_tl=fault.size_tl,
        frame_index=fault.frame_index,
    )


def _number(value: float) -> float | None:
    return value if isfinite(value) else None
