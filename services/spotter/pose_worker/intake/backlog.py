"""Frames that wait to be processed."""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One entry of a station's frame stream."""

    station_id: str
    entry_id: bytes
    fields: Mapping[bytes, bytes]


class Backlog:
    """Entries that were read and not yet processed, per station in stream order."""

    def __init__(self) -> None:
        self._queues: OrderedDict[str, deque[Entry]] = OrderedDict()

    def __len__(self) -> int:
        return sum(map(len, self._queues.values()))

    def holds(self, station_id: str) -> bool:
        """Whether an entry of the station waits."""
        return station_id in self._queues

    def add(self, entries: Iterable[Entry]) -> None:
        """Append entries to the queues of their stations."""
        for entry in entries:
            self._queues.setdefault(entry.station_id, deque()).append(entry)

    def next_batch(self, limit: int) -> list[Entry]:
        """At most ``limit`` entries, one per station, from the stations that waited longest.

        A station that was served moves to the end, so a busy one starves no other.
        """
        batch = []
        for station_id in list(self._queues)[:limit]:
            queue = self._queues.pop(station_id)
            batch.append(queue.popleft())
            if queue:
                self._queues[station_id] = queue
        return batch

    def drop(self, unwanted: Callable[[Entry], bool]) -> list[Entry]:
        """Remove and return the oldest entries of each station while they are ``unwanted``."""
        dropped = []
        for station_id, queue in list(self._queues.items()):
            while queue and unwanted(queue[0]):
                dropped.append(queue.popleft())
            if not queue:
                del self._queues[station_id]
        return dropped
