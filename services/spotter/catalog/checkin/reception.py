"""What each station's screen is told during a check-in, and what it waits for; in memory."""

import threading
from collections import Counter
from dataclasses import dataclass

_KEPT_US = 60_000_000


@dataclass(frozen=True, slots=True)
class Standing:
    """How a check-in stands: a sentence for whoever is there, and whose PIN is waited for."""

    said: str = ""
    awaited_no: int | None = None
    until_us: int = 0


_NOTHING = Standing()


class Reception:
    """The check-ins of all stations, each forgotten after a minute; for any thread.

    Times are microseconds since the Unix epoch.
    """

    def __init__(self) -> None:
        self._standing: dict[str, Standing] = {}
        self._turns = Counter[str]()
        self._alone = threading.Lock()

    def turn(self, station_id: str) -> int:
        """How many have checked in at a station."""
        return self._turns[station_id]

    def standing(self, station_id: str, now_us: int) -> Standing:
        """How the check-in at a station stands."""
        found = self._standing.get(station_id, _NOTHING)
        return found if found.until_us > now_us else _NOTHING

    def say(
        self, station_id: str, said: str, now_us: int, *, awaited_no: int | None = None
    ) -> None:
        """Tell whoever is there; ``awaited_no`` is the number of the member whose PIN is asked."""
        self._standing[station_id] = Standing(said, awaited_no, now_us + _KEPT_US)

    def arrived(self, station_id: str) -> None:
        """Somebody has checked in: what was said is forgotten, codes of before count no more."""
        with self._alone:
            self._turns[station_id] += 1
            self._standing.pop(station_id, None)

    def forget(self, station_id: str) -> None:
        """Nobody checks in there any more."""
        self._standing.pop(station_id, None)
