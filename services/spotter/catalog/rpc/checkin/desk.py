"""What all calls about check-ins answer from."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import redis

from spotter.api.catalog.v1.checkin_service_pb2_grpc import CheckinServiceServicer
from spotter.catalog.accounts.passwords import Passwords
from spotter.catalog.audit import Signature
from spotter.catalog.change_stream import ChangeStream
from spotter.catalog.checkin.checking_in import CheckingIn, Known
from spotter.catalog.checkin.codes import StationCodes
from spotter.catalog.checkin.kept_tries import KeptTries
from spotter.catalog.checkin.leaving import Leaving
from spotter.catalog.checkin.looking import Looking
from spotter.catalog.checkin.pins import checked_pin
from spotter.catalog.checkin.proving import Proving
from spotter.catalog.checkin.reception import Reception
from spotter.catalog.database.opening import Database
from spotter.catalog.faces.keeping import is_kept
from spotter.catalog.sessions.announcing import SessionAnnouncer
from spotter.catalog.sessions.rules import SessionRules
from spotter.wire.catalog.checks import checked_author
from spotter.wire.names import CHECKIN_CHANGES

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class CheckinDesk:
    """The database, what members are known by, whom to tell of changes, the clock, and chance.

    ``announce`` is told the id of a station; ``now_us`` is the wall clock's time in microseconds;
    ``random_below`` and ``random_text`` must be unguessable.
    """

    database: Database
    known: Known
    pins: Passwords
    checking_in: CheckingIn
    leaving: Leaving
    announcer: SessionAnnouncer
    announce: Callable[[str], None]
    now_us: Callable[[], int]
    random_below: Callable[[int], int]
    random_text: Callable[[], str]

    def signed(self, author: str) -> Signature:
        """Who changes something now. Raises :class:`WireError` for nobody."""
        return Signature(checked_author(author), self.now_us())


class Calls(CheckinServiceServicer):
    """A part of CheckinService."""

    def __init__(self, desk: CheckinDesk) -> None:
        self._desk = desk


def checkin_desk(  # noqa: PLR0913 - what the desk is made of
    database: Database,
    client: redis.Redis,
    announcer: SessionAnnouncer,
    zone: ZoneInfo,
    rules: SessionRules,
    *,
    now_us: Callable[[], int],
) -> CheckinDesk:
    """A desk whose codes are signed with a new key: those of before count no more.

    ``zone`` and ``rules`` are the gym's.
    """
    codes, reception = StationCodes(secrets.token_bytes(_KEY_BYTES)), Reception()
    pins = Passwords(checked_pin)
    proving = Proving(database, codes, reception, pins, KeptTries(database), now_us)
    may_know_face = is_kept if rules.faces else None
    known = Known(codes, reception, proving, Looking(client), rules.badge_needs_pin, may_know_face)
    changes = ChangeStream(client)
    return CheckinDesk(
        database,
        known,
        pins,
        CheckingIn(database, known, now_us),
        Leaving(database, zone, now_us),
        announcer,
        lambda station_id: changes.announce(CHECKIN_CHANGES, station_id),
        now_us,
        secrets.randbelow,
        lambda: secrets.token_urlsafe(16),
    )
