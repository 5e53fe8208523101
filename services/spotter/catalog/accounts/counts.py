"""Where failures are counted, by what they count against."""

from collections import OrderedDict
from typing import Protocol

_MOST_KEPT = 20_000

Key = tuple[str, ...]
"""What attempts count against; its first part names the rule."""
Count = tuple[int, int]
"""How many failures there were, and when the last was, microseconds since the Unix epoch."""
NEVER: Count = (0, 0)


class Counts(Protocol):
    """Where failures are counted, by what they count against."""

    def get(self, key: Key) -> Count:
        """The count; :data:`NEVER` without one."""

    def put(self, key: Key, count: Count) -> None:
        """Set the count."""

    def drop(self, key: Key) -> None:
        """Forget the count, if there is one."""


class LatestCounts:
    """Counts in memory, of the latest 20,000 keys."""

    def __init__(self) -> None:
        self._counts = OrderedDict[Key, Count]()

    def get(self, key: Key) -> Count:
        """The count; :data:`NEVER` without one."""
        return self._counts.get(key, NEVER)

    def put(self, key: Key, count: Count) -> None:
        """Set the count; that of the key that was set longest ago may go for it."""
        self._counts[key] = count
        self._counts.move_to_end(key)
        if len(self._counts) > _MOST_KEPT:
            self._counts.popitem(last=False)

    def drop(self, key: Key) -> None:
        """Forget the count, if there is one."""
        self._counts.pop(key, None)
