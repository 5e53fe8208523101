"""Verdicts as entries of the verdict stream."""

from dataclasses import dataclass

from spotter.api.verdicts.v1 import verdict_pb2
from spotter.movement.values import Facing, Fault, FaultCode, Reason, Rep, Verdict
from spotter.movement.values.judged.rep import visit_of
from spotter.wire.encoding.arrays import pack_pairs, unpack_pairs
from spotter.wire.encoding.enums import (
    DIRECTIONS,
    FAULT_CODES,
    JOINTS,
    MOMENTS,
    OUTCOMES,
    REASON_CODES,
)
from spotter.wire.encoding.parsing import parse
from spotter.wire.measures import angle_message, angle_of, measures_message, measures_of
from spotter.wire.poses.points import (
    equipment_kind_of,
    joint_message,
    joint_of,
    point_message,
    point_of,
)


@dataclass(frozen=True, slots=True, eq=False)
class RepVerdict:
    """A verdict and the rep that it is about.

    ``started_us`` and ``ended_us`` are the capture times of the rep's first and last frame,
    microseconds since the Unix epoch. ``session_id`` is empty where it is nobody's in particular;
    ``method_version`` names the method of judging, and ``set_started_us`` is when the set's first
    rep started; they are empty and 0 in verdicts from before they were said.
    """

    rep_id: str
    station_id: str
    track_id: int
    exercise: str
    reference_digest: str
    set_number: int
    rep_number: int
    started_us: int
    ended_us: int
    trace_id: str
    verdict: Verdict
    session_id: str = ""
    method_version: str = ""
    set_started_us: int = 0

    @property
    def visit_id(self) -> str:
        """The id shared by all reps of the person."""
        return visit_of(self.session_id, self.station_id, self.track_id)


def rep_verdict(rep: Rep, verdict: Verdict, *, method_version: str = "") -> RepVerdict:
    """``verdict`` together with the data of ``rep``."""
    return RepVerdict(
        rep_id=rep.rep_id,
        station_id=rep.station_id,
        track_id=rep.track_id,
        exercise=rep.exercise,
        reference_digest=rep.reference_digest,
        set_number=rep.set_number,
        rep_number=rep.rep_number,
        started_us=int(rep.poses.captured_us[0]),
        ended_us=int(rep.poses.captured_us[-1]),
        trace_id=rep.trace_id,
        verdict=verdict,
        session_id=rep.session_id,
        method_version=method_version,
        set_started_us=rep.set_started_us,
    )


def verdict_bytes(judged: RepVerdict) -> bytes:
    """The verdict as a field of its stream entry."""
    return verdict_message(judged).SerializeToString()


def verdict_message(judged: RepVerdict) -> verdict_pb2.Verdict:
    """The verdict as a message."""
    verdict = judged.verdict
    return verdict_pb2.Verdict(
        rep_id=judged.rep_id,
        station_id=judged.station_id,
        track_id=judged.track_id,
        exercise=judged.exercise,
        reference_digest=judged.reference_digest,
        set_number=judged.set_number,
        rep_number=judged.rep_number,
        started_us=judged.started_us,
        ended_us=judged.ended_us,
        trace_id=judged.trace_id,
        session_id=judged.session_id,
        outcome=OUTCOMES.label(verdict.outcome),
        score=verdict.score,
        threshold=verdict.threshold,
        why_unscorable=_reason_message(verdict.reason) if verdict.reason else None,
        faults=[fault_message(fault) for fault in verdict.faults],
        reference_index=verdict.reference_index,
        reference_rep_index=verdict.reference_rep_index,
        flips_x=verdict.facing.flips_x,
        swaps_sides=verdict.facing.swaps_sides,
        alignment=pack_pairs(verdict.alignment),
        fixed_faults=[fault_message(fault) for fault in verdict.fixed],
        measures=measures_message(verdict.measures),
        angle=angle_message(verdict.angle),
        baseline_id=verdict.baseline_id,
        reference_ratio=verdict.reference_ratio,
        differs_throughout=verdict.differs_throughout,
        method_version=judged.method_version,
        set_started_us=judged.set_started_us,
        pattern=verdict.pattern,
        by_body_alone=verdict.by_body_alone,
    )


def verdict_from_bytes(data: bytes) -> RepVerdict:
    """The verdict in a field of its stream entry.

    Raises :class:`WireError` when the field holds none.
    """
    return verdict_of(parse(verdict_pb2.Verdict, data))


def verdict_of(message: verdict_pb2.Verdict) -> RepVerdict:
    """The verdict in a message; raises :class:`WireError` for a code that is unknown."""
    return RepVerdict(
        rep_id=message.rep_id,
        station_id=message.station_id,
        track_id=message.track_id,
        exercise=message.exercise,
        reference_digest=message.reference_digest,
        set_number=message.set_number,
        rep_number=message.rep_number,
        started_us=message.started_us,
        ended_us=message.ended_us,
        trace_id=message.trace_id,
        session_id=message.session_id,
        verdict=Verdict(
            outcome=OUTCOMES.member(message.outcome),
            score=message.score,
            threshold=message.threshold,
            reason=_reason(message.why_unscorable) if message.HasField("why_unscorable") else None,
            faults=tuple(fault_of(fault) for fault in message.faults),
            reference_index=message.reference_index,
            reference_rep_index=message.reference_rep_index,
            facing=Facing((message.flips_x, message.swaps_sides)),
            alignment=unpack_pairs(message.alignment),
            fixed=tuple(fault_of(fault) for fault in message.fixed_faults),
            measures=measures_of(message.measures),
            angle=angle_of(message.angle) if message.HasField("angle") else None,
            baseline_id=message.baseline_id,
            reference_ratio=message.reference_ratio,
            differs_throughout=message.differs_throughout,
            told=_told(message),
            pattern=message.pattern,
            by_body_alone=message.by_body_alone,
        ),
        method_version=message.method_version,
        set_started_us=message.set_started_us,
    )


def fault_message(fault: Fault) -> verdict_pb2.Fault:
    """The message of a fault."""
    return verdict_pb2.Fault(
        point=point_message(fault.joint),
        phase=fault.phase,
        direction=DIRECTIONS.label(fault.direction),
        size_tl=fault.size_tl,
        frame_index=fault.frame_index,
        both_sides=fault.both_sides,
        code=FAULT_CODES.label(fault.code),
        moment=MOMENTS.label(fault.moment) if fault.moment else None,
        cue=fault.cue,
        from_own_reps=fault.from_own_reps,
        equipment=fault.equipment or "",
        tilt_deg=fault.tilt_deg,
        short_of=None if fault.short_of is None else JOINTS.label(fault.short_of),
    )


def fault_of(message: verdict_pb2.Fault) -> Fault:
    """The fault in a message; raises :class:`WireError` for a code that is unknown."""
    return Fault(
        joint=point_of(message.point),
        phase=message.phase,
        direction=DIRECTIONS.member(message.direction),
        size_tl=message.size_tl,
        frame_index=message.frame_index,
        both_sides=message.both_sides,
        code=FAULT_CODES.member(message.code) if message.code else FaultCode.OUT_OF_PLACE,
        moment=MOMENTS.member(message.moment) if message.moment else None,
        cue=message.cue,
        from_own_reps=message.from_own_reps,
        equipment=equipment_kind_of(message.equipment) if message.equipment else None,
        tilt_deg=message.tilt_deg if message.HasField("tilt_deg") else None,
        short_of=JOINTS.member(message.short_of) if message.HasField("short_of") else None,
    )


def _told(message: verdict_pb2.Verdict) -> tuple[str, ...]:
    """The sentences of a verdict from before there were codes."""
    return tuple(message.hints or message.fixed or filter(None, [message.reason]))


def _reason_message(reason: Reason) -> verdict_pb2.Reason:
    return verdict_pb2.Reason(
        code=REASON_CODES.label(reason.code),
        found=reason.found,
        needed=reason.needed,
        points=[joint_message(joint) for joint in reason.joints],
        equipment=reason.equipment or "",
    )


def _reason(message: verdict_pb2.Reason) -> Reason:
    return Reason(
        code=REASON_CODES.member(message.code),
        found=message.found,
        needed=message.needed,
        joints=tuple(joint_of(point) for point in message.points),
        equipment=equipment_kind_of(message.equipment) if message.equipment else None,
    )
