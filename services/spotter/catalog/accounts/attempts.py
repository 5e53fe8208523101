"""Slows down who guesses: pauses grow with each failure, and nobody is locked out for good.

An attempt counts as failed from its beginning, so that many at once are not more than one after
the other. Attempts to sign in are kept in memory and forgotten at a restart: what people mistake
for their name, at times their password, is written nowhere.
"""

import ipaddress
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spotter.catalog.accounts.counts import NEVER, Count, Counts, Key, LatestCounts
from spotter.catalog.errors import TooManyError

_SECOND_US = 1_000_000
_NETWORK_BITS = 64
"""Who has one address of IPv6 has all of its network."""


@dataclass(frozen=True, slots=True)
class Rule:
    """After ``free`` failures a pause of ``first_s``, twice as long each time, up to ``longest_s``.

    Failures are forgotten when there was none for ``forgotten_s``.
    """

    free: int
    first_s: int
    longest_s: int
    forgotten_s: int

    def pause_s(self, failures: int) -> int:
        """How long to wait after that many failures, in seconds.

        >>> [Rule(5, 1, 60, 3600).pause_s(failures) for failures in (4, 5, 6, 7, 100)]
        [0, 1, 2, 4, 60]
        """
        beyond = failures - self.free
        return 0 if beyond < 0 else min(self.longest_s, self.first_s << min(beyond, 40))


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that began ``at_us``; ``keys`` are what it counts against.

    ``before_us`` tells when there was one before, for each of the keys.
    """

    keys: tuple[Key, ...]
    before_us: tuple[int, ...]
    at_us: int


class Failures:
    """The failures of the last hours in ``counts``, by ``rules``; for any thread.

    Times are microseconds since the Unix epoch.
    """

    def __init__(self, rules: Mapping[str, Rule], counts: Counts) -> None:
        self._rules = rules
        self._counts = counts
        self._alone = threading.Lock()

    def begin_with(
        self, keys: Sequence[Key], now_us: int, refusal: str = "there were too many attempts"
    ) -> Attempt:
        """An attempt that counts as failed against all ``keys``.

        Raises :class:`TooManyError` while one has to wait for any of them.
        """
        with self._alone:
            counts = {key: self._remembered(key, now_us) for key in keys}
            wait_us = max(self._wait_us(key, count, now_us) for key, count in counts.items())
            if wait_us > 0:
                raise TooManyError(refusal, -(-wait_us // _SECOND_US))
            for key, (failures, _) in counts.items():
                self._counts.put(key, (failures + 1, now_us))
        return Attempt(tuple(counts), tuple(last_us for _, last_us in counts.values()), now_us)

    def succeeded(self, attempt: Attempt) -> None:
        """It did not fail: the first of its keys starts anew, others are as they were before it."""
        with self._alone:
            self._take_back(attempt)
            self._counts.drop(attempt.keys[0])

    def undecided(self, attempt: Attempt) -> None:
        """Nobody could look whether it fails: all of its keys are as they were before it."""
        with self._alone:
            self._take_back(attempt)

    def _take_back(self, attempt: Attempt) -> None:
        for key, before_us in zip(attempt.keys, attempt.before_us, strict=True):
            failures, last_us = self._counts.get(key)
            is_latest = last_us == attempt.at_us
            self._counts.put(key, (max(0, failures - 1), before_us if is_latest else last_us))

    def _wait_us(self, key: Key, count: Count, now_us: int) -> int:
        failures, last_us = count
        if last_us > now_us:  # the clock went back, and may stay there for long
            return 0
        return last_us + self._rules[key[0]].pause_s(failures) * _SECOND_US - now_us

    def _remembered(self, key: Key, now_us: int) -> Count:
        failures, last_us = self._counts.get(key)
        is_old = now_us - last_us >= self._rules[key[0]].forgotten_s * _SECOND_US
        return NEVER if is_old else (failures, last_us)


_RULES = {
    "together": Rule(free=5, first_s=1, longest_s=900, forgotten_s=24 * 3600),
    "name": Rule(free=50, first_s=1, longest_s=60, forgotten_s=24 * 3600),
    "address": Rule(free=50, first_s=1, longest_s=60, forgotten_s=3600),
    "screen": Rule(free=20, first_s=1, longest_s=15, forgotten_s=600),
}
"""Of one name from one address; of a name from anywhere; of any names from an address, from which
a whole gym may come; of screens at an address that want to be paired. All but the first are short,
since they also stop those who are right."""


class Attempts(Failures):
    """Those to sign in, and of screens to be paired."""

    def __init__(self) -> None:
        super().__init__(_RULES, LatestCounts())

    def begin(self, name: str, address: str, now_us: int) -> Attempt:
        """An attempt that counts as failed; ``address`` may be empty.

        Raises :class:`TooManyError` while one has to wait.
        """
        place = network_of(address)
        keys = [("together", name, place), ("name", name)] + [("address", place)] * bool(place)
        return self.begin_with(keys, now_us)

    def begin_screen(self, address: str, now_us: int) -> None:
        """A screen at that address wants to be paired; nothing is counted without an address.

        Raises :class:`TooManyError` while it has to wait.
        """
        if address:
            keys = [("screen", network_of(address))]
            self.begin_with(keys, now_us, "too many screens at this address want to be paired")


def network_of(address: str) -> str:
    """Whose attempts are counted together: an address of IPv4, a network of IPv6, or the text.

    >>> network_of("2001:db8:1:2:3:4:5:6"), network_of("::ffff:192.0.2.7"), network_of("")
    ('2001:db8:1:2::/64', '192.0.2.7', '')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:_NETWORK_BITS]
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, _NETWORK_BITS), strict=False))
