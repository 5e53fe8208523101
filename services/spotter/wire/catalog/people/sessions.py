"""Sessions, as the catalog and its clients know them."""

from dataclasses import dataclass
from enum import StrEnum

from spotter.api.catalog.v1 import session_service_pb2 as messages
from spotter.wire.encoding.enums import WireEnum


class How(StrEnum):
    """How a session began: how the station learned who trains there."""

    TRAINER = "trainer"
    CODE = "code"
    TAG = "tag"
    PIN = "pin"
    BADGE = "badge"
    FACE = "face"
    GYM = "gym"


HOWS = WireEnum(How, messages.SessionHow)


@dataclass(frozen=True, slots=True)
class Session:
    """A member at a station; times are microseconds since the Unix epoch.

    ``ended_us`` is None and ``ended_by`` empty while it is open, ``class_id`` empty where it
    belongs to no class. ``consented_us`` is when the member gave the consent that it began under.
    """

    session_id: str
    member_id: str
    member_name: str
    station_id: str
    begun_us: int
    begun_by: str
    class_id: str = ""
    ended_us: int | None = None
    ended_by: str = ""
    how: How = How.TRAINER
    consented_us: int = 0


def session_message(session: Session) -> messages.Session:
    """The message of a session."""
    return messages.Session(
        session_id=session.session_id,
        member_id=session.member_id,
        member_name=session.member_name,
        station_id=session.station_id,
        class_id=session.class_id,
        begun_us=session.begun_us,
        ended_us=session.ended_us,
        begun_by=session.begun_by,
        ended_by=session.ended_by,
        how=HOWS.label(session.how),
        consented_us=session.consented_us,
    )


def session_of(message: messages.Session) -> Session:
    """The session in its message."""
    return Session(
        session_id=message.session_id,
        member_id=message.member_id,
        member_name=message.member_name,
        station_id=message.station_id,
        class_id=message.class_id,
        begun_us=message.begun_us,
        ended_us=message.ended_us if message.HasField("ended_us") else None,
        begun_by=message.begun_by,
        ended_by=message.ended_by,
        how=HOWS.member(message.how) if message.how else How.TRAINER,
        consented_us=message.consented_us,
    )
