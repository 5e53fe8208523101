"""Checks members in, whichever way they come."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from spotter.catalog.audit import Signature
from spotter.catalog.checkin.arriving import arrive, is_there
from spotter.catalog.checkin.codes import StationCodes, Ticket, require
from spotter.catalog.checkin.keys import badge_of, pin_of
from spotter.catalog.checkin.looking import Looking
from spotter.catalog.checkin.proving import Holder, Proving
from spotter.catalog.checkin.reception import Reception
from spotter.catalog.checkin.times import happened_us
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import MemberRow
from spotter.catalog.errors import ConflictError, UnknownError
from spotter.catalog.members.statements import by_id
from spotter.catalog.sessions import statements
from spotter.wire.catalog.people.sessions import How
from spotter.wire.catalog.people.sessions import Session as SessionValue

_ITSELF = "spotter"
_NOW_THE_PIN = "Badge read. Now your PIN."
MayKnowFace = Callable[[Session, MemberRow], bool]
"""Whether a member has agreed to be known by their face, and has not withdrawn that."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A session that began, or was there already, and the member's sessions that ended for it."""

    session: SessionValue
    ended: tuple[SessionValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What members are known by: its state, and what the gym wants.

    With ``badge_needs_pin``, a badge alone lets nobody in; without ``may_know_face``, no face does.
    """

    codes: StationCodes
    reception: Reception
    proving: Proving
    looking: Looking
    badge_needs_pin: bool
    may_know_face: MayKnowFace | None = None


class CheckingIn:
    """Checks in; for any thread. ``now_us`` is the wall clock's time in microseconds.

    All methods raise :class:`UnauthenticatedError`, :class:`ConflictError` where somebody else is
    or the member agreed to nothing, and :class:`DatabaseError`. An empty author is Spotter.
    """

    def __init__(self, database: Database, known: Known, now_us: Callable[[], int]) -> None:
        self._database = database
        self._known = known
        self._now_us = now_us

    def by_code(self, station_id: str, code: str, holder: Holder, author: str) -> Arrival:
        """By the code of a station (empty: the code says which) on a phone."""
        ticket = self._known.codes.ticket(code, self._now_us())
        there = station_id or ticket.station_id
        require(ticket, Ticket(there, ticket.turn))
        member_no = self._known.proving.by_phone(there, holder)
        with self._database.writing() as session:
            member = session.get_one(MemberRow, member_no)
            if not is_there(session, there, member):
                require(ticket, Ticket(there, self._known.reception.turn(there)))
            return self._arrived(session, there, member, How.CODE, self._signed(author))

    def by_tag(self, station_id: str, digits: str, holder: Holder, author: str) -> Arrival:
        """By the digits of a station whose tag was opened on a phone."""
        member_no = self._known.proving.by_digits(station_id, digits, holder)
        return self._arrive(station_id, member_no, How.TAG, author)

    def by_pin(self, station_id: str, number: str, pin: str, author: str) -> Arrival:
        """By number and PIN on the station's screen, or by the PIN after a badge."""
        member_no = self._known.proving.by_pin(station_id, number, pin)
        return self._arrive(station_id, member_no, How.PIN if number else How.BADGE, author)

    def by_badge(self, station_id: str, text: str, author: str) -> Arrival | None:
        """By a badge; None: its member's PIN is waited for."""
        member_no = self._known.proving.by_badge(text)
        with self._database.writing() as session:
            row = badge_of(session, text)
            if row is not None:
                row.shown_us = self._now_us()
        if self._known.badge_needs_pin:
            self._known.reception.say(
                station_id, _NOW_THE_PIN, self._now_us(), awaited_no=member_no
            )
            return None
        return self._arrive(station_id, member_no, How.BADGE, author)

    def by_face(self, station_id: str, member_id: str) -> Arrival:
        """By a face that was recognised where somebody has asked for it, if the member agreed."""
        self.require_looking(station_id)
        with self._database.writing() as session:
            member = by_id(session, member_id)
            may_know_face = self._known.may_know_face
            if may_know_face is None or not may_know_face(session, member):
                raise ConflictError("expected a member who is to be known by their face")
            return self._arrived(session, station_id, member, How.FACE, self._signed(""))

    def by_gym(self, station_id: str, number: str, at_us: int, author: str) -> Arrival:
        """As the gym's own system says, which knows the member's number.

        What comes again, or late, changes nothing: the member's latest session stays as it is.
        """
        came_us = happened_us(at_us, self._now_us())
        with self._database.writing() as session:
            row = pin_of(session, number)
            if row is None:
                raise UnknownError("expected a member's number; found one that nobody has")
            latest = statements.latest(session, member_no=row.member_no)
            if latest is not None and latest.begun_us >= came_us:
                return Arrival(statements.value(session, latest))
            before = statements.latest(session, station_id=station_id)
            free_us = (before.ended_us or 0) if before else 0
            signed = Signature(author or _ITSELF, max(came_us, free_us))
            member = session.get_one(MemberRow, row.member_no)
            return self._arrived(session, station_id, member, How.GYM, signed)

    def require_looking(self, station_id: str) -> None:
        """Raise :class:`ConflictError` where nobody has asked to be recognised."""
        if self._known.looking.until_us(station_id, self._now_us()) is None:
            raise ConflictError(f"nobody has asked to be recognised at {station_id}")

    def _arrive(self, station_id: str, member_no: int, how: How, author: str) -> Arrival:
        with self._database.writing() as session:
            member = session.get_one(MemberRow, member_no)
            return self._arrived(session, station_id, member, how, self._signed(author))

    def _arrived(
        self, session: Session, station_id: str, member: MemberRow, how: How, signed: Signature
    ) -> Arrival:
        row, ended = arrive(session, station_id, member, how, signed)
        others = tuple(statements.value(session, one) for one in ended)
        return Arrival(statements.value(session, row), others)

    def _signed(self, author: str) -> Signature:
        return Signature(author or _ITSELF, self._now_us())
