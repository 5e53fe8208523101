"""Stations by a time of theirs, kept in order."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """When something is due at which stations, the earliest first; each is there once at most."""

    ordered: tuple[tuple[int, str], ...] = ()

    @property
    def first_us(self) -> int:
        """The earliest; 0 without any."""
        return self.ordered[0][0] if self.ordered else 0

    def until(self, now_us: int) -> tuple[str, ...]:
        """The stations whose time has come."""
        return tuple(name for _, name in self.ordered[: bisect_left(self.ordered, (now_us + 1,))])

    def moved(self, moves: Iterable[tuple[str, int, int]]) -> "Times":
        """As it is after stations' times have changed.

        ``moves`` are stations, each with its time before and now; 0 is none.
        """
        changed = [one for one in moves if one[1] != one[2]]
        if not changed:
            return self
        ordered = list(self.ordered)
        for station_id, before_us, after_us in changed:
            if before_us:
                del ordered[bisect_left(ordered, (before_us, station_id))]
            if after_us:
                insort(ordered, (after_us, station_id))
        return Times(tuple(ordered))
