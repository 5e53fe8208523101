"""Slows down who guesses PINs and digits: by member, at all stations and phones, and by station."""

from spotter.catalog.accounts.attempts import Attempt, Failures, Rule
from spotter.catalog.accounts.counts import Counts, Key

FORGOTTEN_S = 24 * 3600
"""After so long without a failure none is remembered of a number, nor of a station."""
_STATION = Rule(free=20, first_s=10, longest_s=300, forgotten_s=3600)
_RULES = {
    "number": Rule(free=5, first_s=30, longest_s=1800, forgotten_s=FORGOTTEN_S),
    "station": _STATION,
    "phones": _STATION,
}
"""Nobody is kept out for good: a code on the phone, and a trainer, still let a member in."""


class Tries(Failures):
    """Tries with a member's number or name; times are microseconds since the Unix epoch."""

    def __init__(self, counts: Counts) -> None:
        super().__init__(_RULES, counts)

    def begin(self, who: str, station_id: str, now_us: int, *, is_phone: bool = False) -> Attempt:
        """A try that counts as failed; ``who`` is as it was typed, known or not.

        Phones may be anywhere, so they do not slow down the station's own screen. Raises
        :class:`TooManyError` while one has to wait.
        """
        place = "phones" if is_phone else "station"
        return self.begin_with((number_key(who), (place, station_id)), now_us)


def number_key(who: str) -> Key:
    """What tries with a member's number, or with their id on a phone, count against."""
    return ("number", who)
