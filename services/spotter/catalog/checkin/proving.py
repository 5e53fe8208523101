"""Finds out who somebody is by what they show; PINs are checked outside of transactions."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import select

from spotter.catalog.accounts.passwords import Passwords
from spotter.catalog.checkin.codes import StationCodes, Ticket
from spotter.catalog.checkin.kept_tries import KeptTries
from spotter.catalog.checkin.keys import badge_of, pin_of
from spotter.catalog.checkin.reception import Reception
from spotter.catalog.database.opening import Database
from spotter.catalog.database.tables import MemberRow, PinRow
from spotter.catalog.errors import DatabaseError, TooManyError, UnauthenticatedError
from spotter.catalog.members.statements import by_id

_WRONG = "the number or the PIN is wrong"
_WRONG_WITH_DIGITS = "the number, the PIN or the two digits are wrong"
_WRONG_DIGITS = "these are not the digits that the screen shows now"
_NO_PIN_AWAITED = "no badge was read here in the last minute: hold it to the camera again"
_NO_BADGE = "this badge is not known here, or not any more"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a phone: a member who has signed in on it, else a number and a PIN."""

    member_id: str = ""
    number: str = ""
    pin: str = field(default="", repr=False)


class Proving:
    """Says by their number in the database who it is; for any thread.

    ``now_us`` is the wall clock's time in microseconds. All methods raise
    :class:`UnauthenticatedError` in the same words on one way, and after the same time, whatever is
    wrong;
    :class:`TooManyError` while one has to wait, and :class:`DatabaseError`.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what it works with
        self,
        database: Database,
        codes: StationCodes,
        reception: Reception,
        pins: Passwords,
        tries: KeptTries,
        now_us: Callable[[], int],
    ) -> None:
        self._database = database
        self._codes = codes
        self._reception = reception
        self._pins = pins
        self._tries = tries
        self._now_us = now_us

    def by_pin(self, station_id: str, number: str, pin: str) -> int:
        """Who has typed number and PIN at a station; no number: whose badge was read there."""
        if not number:
            number = self._awaited_number(station_id)
        return self._proved(Holder(number=number, pin=pin), station_id)

    def by_phone(self, station_id: str, holder: Holder) -> int:
        """Who holds the phone that shows the station's code: that cannot be guessed, PINs can."""
        if holder.member_id:
            return self._signed_in(holder.member_id)
        return self._proved(holder, station_id, is_phone=True)

    def by_digits(self, station_id: str, digits: str, holder: Holder) -> int:
        """Who holds the phone on which the station's tag was opened: from anywhere, perhaps."""
        ticket = Ticket(station_id, self._reception.turn(station_id))
        are_right = self._codes.are_right(digits, ticket, self._now_us())
        refusal = _WRONG_DIGITS if holder.member_id else _WRONG_WITH_DIGITS
        return self._proved(holder, station_id, refusal, is_phone=True, also=are_right)

    def by_badge(self, text: str) -> int:
        """Whose badge says ``text``."""
        with self._database.reading() as session:
            row = badge_of(session, text)
        if row is None:
            raise UnauthenticatedError(_NO_BADGE)
        return row.member_no

    def _proved(
        self,
        holder: Holder,
        station_id: str,
        refusal: str = _WRONG,
        *,
        is_phone: bool = False,
        also: bool = True,
    ) -> int:
        who = holder.member_id or holder.number
        attempt = self._tries.begin(who, station_id, self._now_us(), is_phone=is_phone)
        try:
            member_no = self._member_no(holder)
        except (TooManyError, DatabaseError):
            self._tries.undecided(attempt)
            raise
        if member_no is None or not also:
            raise UnauthenticatedError(refusal)
        self._tries.succeeded(attempt)
        return member_no

    def _member_no(self, holder: Holder) -> int | None:
        if holder.member_id:
            return self._signed_in(holder.member_id)
        return self._by_number(holder.number, holder.pin)

    def _by_number(self, number: str, pin: str) -> int | None:
        with self._database.reading() as session:
            row = pin_of(session, number)
        is_right = self._pins.is_right(pin, row.pin_hash if row else None)
        return row.member_no if row and is_right else None

    def _signed_in(self, member_id: str) -> int:
        with self._database.reading() as session:
            return by_id(session, member_id).no

    def _awaited_number(self, station_id: str) -> str:
        """Of whoever's badge was read; empty without one. That none was read is no try."""
        awaited_no = self._reception.standing(station_id, self._now_us()).awaited_no
        if awaited_no is None:
            raise UnauthenticatedError(_NO_PIN_AWAITED)
        with self._database.reading() as session:
            asked = select(PinRow.number).join(MemberRow, MemberRow.no == PinRow.member_no)
            return session.scalar(asked.where(PinRow.member_no == awaited_no)) or ""
