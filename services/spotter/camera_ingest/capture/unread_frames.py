"""Tracks which published frames have been read."""

from collections import deque

from spotter.runtime.redis.stream_ids import StreamId

NOTHING_READ: StreamId = (0, 0)


class UnreadFrames:
    """The entries that this process added to a stream and that are still in it."""

    def __init__(self) -> None:
        self._kept: deque[StreamId] = deque()

    @property
    def oldest(self) -> StreamId | None:
        """Our oldest entry that is still in the stream."""
        return self._kept[0] if self._kept else None

    def added(self, entry: StreamId) -> None:
        """Note a new entry."""
        self._kept.append(entry)

    def trimmed_unread(self, stream_length: int, last_read: StreamId) -> int:
        """Forget entries that a stream of that length cannot hold; return how many were unread."""
        surplus = max(0, len(self._kept) - stream_length)
        trimmed = [self._kept.popleft() for _ in range(surplus)]
        return sum(1 for entry in trimmed if entry > last_read)

    def unread(self, last_read: StreamId) -> int:
        """How many of our entries come after ``last_read``."""
        return sum(1 for entry in self._kept if entry > last_read)
