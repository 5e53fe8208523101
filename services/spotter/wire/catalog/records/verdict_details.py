"""What the ledger keeps of a verdict besides the columns of its row."""

from dataclasses import asdict, dataclass, fields
from typing import Final

from spotter.api.verdicts.v1 import verdict_pb2
from spotter.wire.encoding.parsing import parse
from spotter.wire.verdicts import RepVerdict, verdict_of

NOT_KEPT: Final = ("alignment", "trace_id")
"""The alignment is the most of a verdict, and can be made again from the poses. Where the log has
the trace id, it has the rep's id, too."""


@dataclass(frozen=True, slots=True)
class VerdictColumns:
    """What a row says of a verdict; ``outcome`` is the number on the wire."""

    rep_id: str
    station_id: str
    track_id: int
    exercise: str
    reference_digest: str
    set_number: int
    rep_number: int
    started_us: int
    ended_us: int
    set_started_us: int
    outcome: int
    score: float
    threshold: float
    reference_ratio: float
    baseline_id: str
    session_id: str
    method_version: str


def verdict_details(data: bytes) -> bytes:
    """The stored verdict in ``data`` without what the columns say, its alignment and its trace id.

    Raises :class:`WireError` when it is none.
    """
    message = parse(verdict_pb2.Verdict, data)
    for name in (*NOT_KEPT, *(one.name for one in fields(VerdictColumns))):
        message.ClearField(name)
    return message.SerializeToString(deterministic=True)


def without_scale(details: bytes) -> bytes:
    """The details without what tells the member's height.

    Raises :class:`WireError` when they are none.
    """
    message = parse(verdict_pb2.Verdict, details)
    if message.measures.lifting.HasField("scale"):
        message.measures.lifting.ClearField("scale")
    return message.SerializeToString(deterministic=True)


def verdict_of_row(columns: VerdictColumns, details: bytes) -> RepVerdict:
    """The verdict of a row, whole but for what is not kept.

    Raises :class:`WireError` when the details are none.
    """
    message = verdict_pb2.Verdict(**asdict(columns))
    message.MergeFromString(details)
    return verdict_of(message)
