"""What the catalog's tables keep of alerts and the like besides the columns of their rows."""

from dataclasses import asdict, dataclass

from spotter.alerting.values import Alert, ClassLine, Need, Silence
from spotter.api.catalog.v1 import alert_service_pb2 as pb
from spotter.wire.catalog.alerts.alerts import (
    alert_message,
    alert_of,
    line_message,
    line_of,
    need_message,
    need_of,
    silence_message,
    silence_of,
)
from spotter.wire.encoding.parsing import parse


@dataclass(frozen=True, slots=True)
class AlertColumns:
    """What a row says of an alert; whose it is may be forgotten without touching the rest."""

    alert_id: str
    station_id: str
    session_id: str
    member_id: str
    class_id: str
    opened_us: int
    ended_us: int


def alert_details(alert: Alert) -> bytes:
    """The alert without what its row's columns say."""
    message = alert_message(alert)
    for name in AlertColumns.__dataclass_fields__:
        message.ClearField(name)
    return message.SerializeToString(deterministic=True)


def alert_of_row(columns: AlertColumns, details: bytes) -> Alert:
    """The alert of a row. Raises :class:`WireError` when the details are none."""
    message = parse(pb.Alert, details)
    message.MergeFrom(pb.Alert(**asdict(columns)))
    return alert_of(message)


def details_without_reps(details: bytes, *, is_over: bool) -> bytes:
    """The same without the ids of reps; if it ``is_over``, as of one that nothing followed."""
    message = parse(pb.Alert, details)
    message.evidence.ClearField("rep_ids")
    message.evidence.ClearField("worst_rep_id")
    if is_over:
        message.is_active = False
        message.ending = pb.ENDING_NOTHING_FOLLOWED
    return message.SerializeToString(deterministic=True)


def line_bytes(line: ClassLine) -> bytes:
    """A line for a class, as it is stored."""
    return line_message(line).SerializeToString(deterministic=True)


def line_from_bytes(data: bytes) -> ClassLine:
    """The stored line. Raises :class:`WireError` when it is none."""
    return line_of(parse(pb.ClassLine, data))


def need_bytes(need: Need) -> bytes:
    """A need, as it is stored."""
    return need_message(need).SerializeToString(deterministic=True)


def need_from_bytes(data: bytes) -> Need:
    """The stored need. Raises :class:`WireError` when it is none."""
    return need_of(parse(pb.Need, data))


def silence_bytes(silence: Silence) -> bytes:
    """A silence, as it is stored."""
    return silence_message(silence).SerializeToString(deterministic=True)


def silence_from_bytes(data: bytes) -> Silence:
    """The stored silence. Raises :class:`WireError` when it is none."""
    return silence_of(parse(pb.Silence, data))
