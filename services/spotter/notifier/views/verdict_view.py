"""Turns verdicts on the wire into what is shown."""

from functools import partial
from math import isfinite

from spotter.movement.values import point_name
from spotter.movement.values.judged.measures import LiftingSpeed
from spotter.movement.values.judged.verdict import Fault, Verdict
from spotter.movement.values.text import capital
from spotter.movement.wording.hints import action
from spotter.movement.wording.joint_words import joint_words
from spotter.movement.wording.language import Language
from spotter.movement.wording.verdict_words import hints, praises, sentences, why_unscorable
from spotter.notifier.views.models import FaultView, SpeedView, VerdictView
from spotter.notifier.views.words import lines, words
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
        reason=words(partial(why_unscorable, verdict)),
        reason_code=verdict.reason.code.name if verdict.reason else None,
        sentences=lines(partial(_sentences, verdict)),
        hints=lines(partial(hints, verdict)),
        fixed=lines(partial(praises, verdict)),
        faults=tuple(_fault_view(fault) for fault in verdict.faults),
        trace_id=rep_verdict.trace_id,
        judged_by="own reps" if verdict.baseline_id else "references",
        question=words(_differs) if verdict.differs_throughout else "",
        pattern=verdict.pattern,
        session_id=rep_verdict.session_id,
        speed=_speed_view(verdict.measures.lifting),
    )


def _fault_view(fault: Fault) -> FaultView:
    return FaultView(
        joint=point_name(fault.joint).upper(),
        label=words(partial(joint_words, fault.joint, equipment=fault.equipment)),
        phase=fault.phase,
        direction=fault.direction.value,
        code=fault.code.name,
        moment=fault.moment.name if fault.moment else None,
        both_sides=fault.both_sides,
        size_tl=fault.size_tl,
        frame_index=fault.frame_index,
        action=words(partial(action, fault)),
    )


def _speed_view(lifting: LiftingSpeed | None) -> SpeedView | None:
    if lifting is None:
        return None
    return SpeedView(
        mean_tl_s=lifting.mean_tl_s,
        peak_tl_s=lifting.peak_tl_s,
        of_first_ratio=lifting.of_first_ratio,
        mean_m_s=lifting.mean_m_s,
        peak_m_s=lifting.peak_m_s,
        scale=lifting.scale.source.value if lifting.scale else None,
        mean_w_per_kg=lifting.mean_w_per_kg,
    )


def _sentences(verdict: Verdict, language: Language) -> tuple[str, ...]:
    return tuple(map(capital, sentences(verdict, language)))


def _differs(language: Language) -> str:
    return language.rep.differs_throughout


def _number(value: float) -> float | None:
    return value if isfinite(value) else None
