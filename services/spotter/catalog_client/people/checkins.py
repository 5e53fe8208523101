"""Asks the catalog who checks in where, and by what members are known."""

from dataclasses import dataclass

from spotter.api.catalog.v1 import checkin_service_pb2 as pb2
from spotter.api.catalog.v1.checkin_service_pb2_grpc import CheckinServiceStub
from spotter.catalog_client.channel import CatalogChannel
from spotter.wire.catalog.checks import LOCAL_AUTHOR
from spotter.wire.catalog.people.sessions import Session, session_of


@dataclass(frozen=True, slots=True)
class BadgeKept:
    """A badge, without what its code says; times are microseconds since the Unix epoch."""

    badge_id: str
    made_us: int
    shown_us: int | None


@dataclass(frozen=True, slots=True)
class MemberKeys:
    """A member's number, empty without one, and badges."""

    number: str
    badges: tuple[BadgeKept, ...]


class Checkins:
    """Check-ins, and members' numbers, PINs and badges; ``author`` is who gives and takes them.

    All methods raise :class:`CatalogAwayError` and :class:`RefusedError`.
    """

    def __init__(self, channel: CatalogChannel, author: str = LOCAL_AUTHOR) -> None:
        self._channel = channel
        self._stub = CheckinServiceStub(channel.grpc)
        self._author = author

    def check_in(self, request: pb2.CheckInRequest) -> Session | None:
        """Begin a session; None: a PIN is waited for."""
        answer = self._channel.call(self._stub.CheckIn, request)
        return session_of(answer.session) if answer.HasField("session") else None

    def report_code(self, station_id: str, text: str) -> bool:
        """Tell what the station's camera has read; returns whether it is a badge that is known."""
        request = pb2.ReportCodeRequest(station_id=station_id, text=text)
        return self._channel.call(self._stub.ReportCode, request).is_known

    def look(self, station_id: str) -> int:
        """Look for members there for a minute; returns until when, microseconds since the epoch."""
        request = pb2.LookRequest(station_id=station_id)
        return self._channel.call(self._stub.Look, request).until_us

    def standing(self, station_id: str) -> pb2.GetStationCheckinResponse:
        """How the check-in at a station stands."""
        request = pb2.GetStationCheckinRequest(station_id=station_id)
        return self._channel.call(self._stub.GetStationCheckin, request)

    def code(self, station_id: str) -> pb2.GetStationCodeResponse:
        """What the station's screen shows."""
        request = pb2.GetStationCodeRequest(station_id=station_id)
        return self._channel.call(self._stub.GetStationCode, request)

    def check_out(self, *, station_id: str = "", number: str = "", at_us: int = 0) -> bool:
        """End the open session of a station or a member; returns whether there was one."""
        request = pb2.CheckOutRequest(
            station_id=station_id, number=number, at_us=at_us, author=self._author
        )
        return self._channel.call(self._stub.CheckOut, request).HasField("session")

    def not_me(self, station_id: str) -> bool:
        """End a station's open session as nobody's; returns whether there was one."""
        request = pb2.NotMeRequest(station_id=station_id, author=self._author)
        return self._channel.call(self._stub.NotMe, request).HasField("session")

    def keys(self, member_id: str) -> MemberKeys:
        """What a member is known by."""
        request = pb2.GetMemberKeysRequest(member_id=member_id)
        found = self._channel.call(self._stub.GetMemberKeys, request)
        return MemberKeys(found.number, tuple(map(_badge_of, found.badges)))

    def set_pin(self, member_id: str, number: str = "", pin: str = "") -> tuple[str, str]:
        """Give a new PIN; returns number and PIN, which is shown this once. Empty: as it comes."""
        request = pb2.SetPinRequest(
            member_id=member_id, number=number, pin=pin, author=self._author
        )
        given = self._channel.call(self._stub.SetPin, request)
        return given.number, given.pin

    def remove_pin(self, member_id: str) -> None:
        """Take number and PIN."""
        request = pb2.RemovePinRequest(member_id=member_id, author=self._author)
        self._channel.call(self._stub.RemovePin, request)

    def add_badge(self, member_id: str) -> tuple[BadgeKept, str]:
        """Make a badge; returns it and what its code says, which is shown this once."""
        request = pb2.AddBadgeRequest(member_id=member_id, author=self._author)
        made = self._channel.call(self._stub.AddBadge, request)
        return _badge_of(made.badge), made.text

    def revoke_badge(self, member_id: str, badge_id: str) -> None:
        """Make a member's badge worthless."""
        request = pb2.RevokeBadgeRequest(
            member_id=member_id, badge_id=badge_id, author=self._author
        )
        self._channel.call(self._stub.RevokeBadge, request)


def _badge_of(message: pb2.Badge) -> BadgeKept:
    shown_us = message.shown_us if message.HasField("shown_us") else None
    return BadgeKept(message.badge_id, message.made_us, shown_us)
