"""Positions that members keep, as segmenters tell the catalog."""

from dataclasses import dataclass

from spotter.api.holds.v1 import hold_pb2
from spotter.movement.values import Joint
from spotter.wire.encoding.parsing import parse
from spotter.wire.errors import WireError
from spotter.wire.poses.points import joint_message, joint_of


@dataclass(frozen=True, slots=True)
class Hold:
    """A position kept from ``started_us`` to ``ended_us``, so far; microseconds since the epoch.

    ``broke`` is the joint at which it was left. Raises :class:`WireError` for one that ends before
    it starts.
    """

    station_id: str
    session_id: str
    exercise: str
    started_us: int
    ended_us: int
    broke: Joint | None = None

    def __post_init__(self) -> None:
        if not 0 < self.started_us <= self.ended_us:
            raise WireError(
                f"expected a hold's start before its end; found {self.started_us} and "
                f"{self.ended_us} us"
            )


def hold_bytes(hold: Hold) -> bytes:
    """The hold as it is sent."""
    return hold_pb2.Hold(
        station_id=hold.station_id,
        session_id=hold.session_id,
        exercise=hold.exercise,
        started_us=hold.started_us,
        ended_us=hold.ended_us,
        broke=None if hold.broke is None else joint_message(hold.broke),
    ).SerializeToString()


def hold_from_bytes(data: bytes) -> Hold:
    """The hold in its bytes. Raises :class:`WireError`."""
    message = parse(hold_pb2.Hold, data)
    return Hold(
        message.station_id,
        message.session_id,
        message.exercise,
        message.started_us,
        message.ended_us,
        joint_of(message.broke) if message.HasField("broke") else None,
    )
