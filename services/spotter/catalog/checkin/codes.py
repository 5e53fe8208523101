"""The codes and digits on stations' screens: signed, short-lived, for one check-in each. Pure.

A code names its station, the half minute in which it was shown, and the station's *turn*: how many
have checked in there since the key was made. It counts in its own half minute and in the next, at
its station, and until somebody has checked in.
"""

import hashlib
import hmac
from dataclasses import dataclass

from itsdangerous import BadData, URLSafeSerializer

from spotter.catalog.errors import UnauthenticatedError

_SHOWN_US = 30_000_000
_COUNTED = 2
"""For how many half minutes a code counts: from its first moment, 60 s."""
_REFUSED = "the code is old, used, or of another station: take the one that the screen shows now"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a screen shows, until ``next_us``, microseconds since the Unix epoch."""

    code: str
    digits: str
    next_us: int


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a code says: the station, and the turn for which it counts."""

    station_id: str
    turn: int


class StationCodes:
    """Makes and reads codes, signed with ``key``; times are microseconds since the Unix epoch.

    >>> codes = StationCodes(b"a secret")
    >>> shown = codes.shown("rack-1", 0, 45_000_000)
    >>> codes.ticket(shown.code, 89_000_000), shown.next_us
    (Ticket(station_id='rack-1', turn=0), 60000000)
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._codes = URLSafeSerializer(
            key, salt="station code", signer_kwargs={"digest_method": hashlib.sha256}
        )

    def shown(self, station_id: str, turn: int, now_us: int) -> Shown:
        """What the station's screen shows."""
        slot = now_us // _SHOWN_US
        code = self._codes.dumps([station_id, slot, turn])
        digits = self._digits(station_id, slot, turn)
        return Shown(
            code.decode() if isinstance(code, bytes) else code, digits, (slot + 1) * _SHOWN_US
        )

    def ticket(self, code: str, now_us: int) -> Ticket:
        """What a code says. Raises :class:`UnauthenticatedError` for one that does not count."""
        try:
            station_id, slot, turn = self._codes.loads(code)
        except (BadData, ValueError, TypeError):
            raise UnauthenticatedError(_REFUSED) from None
        if slot not in _counted(now_us):
            raise UnauthenticatedError(_REFUSED)
        return Ticket(station_id, turn)

    def are_right(self, digits: str, ticket: Ticket, now_us: int) -> bool:
        """Whether these digits are on the station's screen, or were a moment ago."""
        return any(
            digits == self._digits(ticket.station_id, slot, ticket.turn)
            for slot in _counted(now_us)
        )

    def _digits(self, station_id: str, slot: int, turn: int) -> str:
        said = f"station digits {station_id} {slot} {turn}".encode()
        return f"{int.from_bytes(hmac.digest(self._key, said, 'sha256')) % 100:02d}"


def require(ticket: Ticket, expected: Ticket) -> None:
    """Raise :class:`UnauthenticatedError` for a code of another station or another turn."""
    if ticket != expected:
        raise UnauthenticatedError(_REFUSED)


def _counted(now_us: int) -> range:
    slot = now_us // _SHOWN_US
    return range(slot - _COUNTED + 1, slot + 1)
