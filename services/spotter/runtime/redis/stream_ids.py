"""Ids of Redis stream entries: the server's time and a sequence number within the millisecond."""

StreamId = tuple[int, int]
"""Milliseconds and sequence number; sorts in the stream's order."""


def stream_id(entry_id: bytes) -> StreamId:
    """Parse an id as Redis writes it, ``<milliseconds>-<number>``."""
    ms, _, number = entry_id.partition(b"-")
    return int(ms), int(number or 0)


def entry_ms(entry_id: bytes) -> int:
    """When the entry was added, milliseconds of the Redis server's clock since the Unix epoch."""
    return stream_id(entry_id)[0]


def age_s(entry_id: bytes, now_s: float) -> float:
    """How long ago the entry was added; ``now_s`` is the Redis server's clock.

    Never negative, although the server's clock is known only to a fraction of a millisecond.
    """
    return max(0.0, now_s - entry_ms(entry_id) / 1000)
