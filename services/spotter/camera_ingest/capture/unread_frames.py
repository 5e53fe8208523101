"""Which of the published frames have been read."""

from collections import deque

EntryId = tuple[int, int]
"""The id of an entry in a Redis stream, in the order of its entries."""

NOTHING_READ: EntryId = (0, 0)


def entry_id(raw: bytes | str) -> EntryId:
    """The id as Redis writes it, ``<milliseconds>-<number>``."""
    text = raw.decode() if isinstance(raw, bytes) else raw
    milliseconds, _, number = text.partition("-")
    return int(milliseconds), int(number)


class UnreadFrames:
    """The entries that this process has added to a stream and that are still in it."""

    def __init__(self) -> None:
        self._kept: deque[EntryId] = deque()

    @property
    def oldest(self) -> EntryId | None:
        """The oldest entry of ours that is still in the stream."""
        return self._kept[0] if self._kept else None

    def added(self, entry: EntryId) -> None:
        """Note a new entry."""
        self._kept.append(entry)

    def trimmed_unread(self, stream_length: int, last_read: EntryId) -> int:
        """Forget what a stream of that length cannot hold; say how much of it was never read."""
        surplus = max(0, len(self._kept) - stream_length)
        trimmed = [self._kept.popleft() for _ in range(surplus)]
        return sum(1 for entry in trimmed if entry > last_read)

    def unread(self, last_read: EntryId) -> int:
        """How many of our entries come after ``last_read``."""
        return sum(1 for entry in self._kept if entry > last_read)
