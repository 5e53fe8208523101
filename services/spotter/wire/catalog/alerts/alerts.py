"""Alerts and what belongs to them, as the catalog keeps them and tells of them."""

from dataclasses import dataclass

from spotter.alerting.values import (
    Alert,
    Answer,
    ClassLine,
    Ending,
    Evidence,
    Holding,
    Kind,
    Need,
    Presence,
    Priority,
    Silence,
    Taking,
    Trend,
    Whose,
)
from spotter.api.catalog.v1 import alert_service_pb2 as pb
from spotter.wire.encoding.enums import WireEnum
from spotter.wire.poses.points import equipment_kind_of
from spotter.wire.verdicts import fault_message, fault_of

KINDS = WireEnum(Kind, pb.AlertKind)
PRIORITIES = WireEnum(Priority, pb.Priority)
TRENDS = WireEnum(Trend, pb.Trend)
ENDINGS = WireEnum(Ending, pb.Ending)
HOLDINGS = WireEnum(Holding, pb.Holding)


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence that ``author`` sent to a station's screen, microseconds since the Unix epoch.

    ``alert_id`` is the alert that it answers, empty for none.
    """

    cue_id: str
    station_id: str
    text: str
    author: str
    at_us: int
    alert_id: str = ""


def alert_message(alert: Alert, change_no: int = 0) -> pb.Alert:
    """The message of an alert."""
    taking = alert.taking
    return pb.Alert(
        alert_id=alert.alert_id,
        kind=KINDS.label(alert.kind),
        priority=PRIORITIES.label(alert.priority),
        station_id=alert.whose.station_id,
        session_id=alert.whose.session_id,
        member_id=alert.whose.member_id,
        class_id=alert.whose.class_id,
        exercise=alert.exercise,
        fault=fault_message(alert.fault) if alert.fault else None,
        evidence=_evidence_message(alert.evidence),
        is_active=alert.is_active,
        is_latched=alert.kind.is_latched,
        taking=pb.Taking(author=taking.author, at_us=taking.at_us, until_us=taking.until_us)
        if taking
        else None,
        holding=HOLDINGS.label(alert.holding) if alert.holding else None,
        silence_id=alert.silence_id,
        line_id=alert.line_id,
        opened_us=alert.opened_us,
        risen_us=alert.risen_us,
        ended_us=alert.ended_us,
        ending=ENDINGS.label(alert.ending) if alert.ending else None,
        rank=alert.rank,
        escalation=alert.escalation,
        declined_by=alert.declined_by,
        answered_by=alert.answer.author if alert.answer else "",
        answered_us=alert.answer.at_us if alert.answer else 0,
        change_no=change_no,
        without_equipment=alert.without.value if alert.without else "",
    )


def alert_of(message: pb.Alert) -> Alert:
    """The alert in its message; whose it is without the visit. Raises :class:`WireError`."""
    taking = message.taking
    return Alert(
        alert_id=message.alert_id,
        kind=KINDS.member(message.kind),
        priority=PRIORITIES.member(message.priority),
        whose=Whose(
            message.station_id,
            session_id=message.session_id,
            member_id=message.member_id,
            class_id=message.class_id,
        ),
        opened_us=message.opened_us,
        risen_us=message.risen_us,
        exercise=message.exercise,
        fault=fault_of(message.fault) if message.HasField("fault") else None,
        without=equipment_kind_of(message.without_equipment) if message.without_equipment else None,
        evidence=_evidence_of(message.evidence),
        is_active=message.is_active,
        taking=Taking(taking.author, taking.at_us, taking.until_us)
        if message.HasField("taking")
        else None,
        holding=HOLDINGS.member(message.holding) if message.holding else None,
        silence_id=message.silence_id,
        line_id=message.line_id,
        ended_us=message.ended_us,
        ending=ENDINGS.member(message.ending) if message.ending else None,
        rank=message.rank,
        escalation=message.escalation,
        declined_by=tuple(message.declined_by),
        answer=(Answer(message.answered_by, message.answered_us) if message.answered_us else None),
    )


def line_message(line: ClassLine, change_no: int = 0) -> pb.ClassLine:
    """The message of a line for a class."""
    return pb.ClassLine(
        line_id=line.line_id,
        class_id=line.class_id,
        exercise=line.exercise,
        fault=fault_message(line.fault),
        people=line.people,
        out_of=line.out_of,
        alert_ids=line.alert_ids,
        begun_us=line.begun_us,
        ended_us=line.ended_us,
        change_no=change_no,
    )


def line_of(message: pb.ClassLine) -> ClassLine:
    """The line in its message. Raises :class:`WireError`."""
    return ClassLine(
        line_id=message.line_id,
        class_id=message.class_id,
        exercise=message.exercise,
        fault=fault_of(message.fault),
        people=message.people,
        out_of=message.out_of,
        alert_ids=tuple(message.alert_ids),
        begun_us=message.begun_us,
        ended_us=message.ended_us,
    )


def need_message(need: Need, change_no: int = 0) -> pb.Need:
    """The message of a need."""
    return pb.Need(
        station_id=need.station_id,
        rank=need.rank,
        priority=PRIORITIES.label(need.priority) if need.priority else None,
        exercise=need.exercise,
        fault=fault_message(need.fault) if need.fault else None,
        evidence=_evidence_message(need.evidence),
        looked_us=need.looked_us,
        change_no=change_no,
    )


def need_of(message: pb.Need) -> Need:
    """The need in its message. Raises :class:`WireError`."""
    return Need(
        station_id=message.station_id,
        rank=message.rank,
        priority=PRIORITIES.member(message.priority) if message.priority else None,
        exercise=message.exercise,
        fault=fault_of(message.fault) if message.HasField("fault") else None,
        evidence=_evidence_of(message.evidence),
        looked_us=message.looked_us,
    )


def silence_message(silence: Silence, change_no: int = 0) -> pb.Silence:
    """The message of a silence."""
    return pb.Silence(
        silence_id=silence.silence_id,
        member_id=silence.member_id,
        station_id=silence.station_id,
        alert_id=silence.alert_id,
        author=silence.author,
        reason=silence.reason,
        begun_us=silence.begun_us,
        until_us=silence.until_us,
        ended_by=silence.ended_by,
        change_no=change_no,
    )


def silence_of(message: pb.Silence) -> Silence:
    """The silence in its message."""
    return Silence(
        silence_id=message.silence_id,
        member_id=message.member_id,
        station_id=message.station_id,
        alert_id=message.alert_id,
        author=message.author,
        reason=message.reason,
        begun_us=message.begun_us,
        until_us=message.until_us,
        ended_by=message.ended_by,
    )


def cue_message(cue: Cue, change_no: int = 0) -> pb.Cue:
    """The message of a cue."""
    return pb.Cue(
        cue_id=cue.cue_id,
        station_id=cue.station_id,
        text=cue.text,
        author=cue.author,
        at_us=cue.at_us,
        alert_id=cue.alert_id,
        change_no=change_no,
    )


def cue_of(message: pb.Cue) -> Cue:
    """The cue in its message."""
    return Cue(
        message.cue_id,
        message.station_id,
        message.text,
        message.author,
        message.at_us,
        message.alert_id,
    )


def presence_message(presence: Presence, change_no: int = 0) -> pb.Presence:
    """The message of a trainer at the console."""
    return pb.Presence(author=presence.author, until_us=presence.until_us, change_no=change_no)


def presence_of(message: pb.Presence) -> Presence:
    """The trainer at the console, from the message."""
    return Presence(message.author, message.until_us)


def _evidence_message(evidence: Evidence) -> pb.Evidence:
    trend = evidence.trend
    return pb.Evidence(
        reps=evidence.reps,
        faulty_reps=evidence.faulty_reps,
        in_a_row=evidence.in_a_row,
        worst_ratio=evidence.worst_ratio,
        trend=None if trend is Trend.UNKNOWN else TRENDS.label(trend),
        worst_rep_id=evidence.worst_rep_id,
        rep_ids=evidence.rep_ids,
    )


def _evidence_of(message: pb.Evidence) -> Evidence:
    return Evidence(
        reps=message.reps,
        faulty_reps=message.faulty_reps,
        in_a_row=message.in_a_row,
        worst_ratio=message.worst_ratio,
        trend=TRENDS.member(message.trend) if message.trend else Trend.UNKNOWN,
        worst_rep_id=message.worst_rep_id,
        rep_ids=tuple(message.rep_ids),
    )
