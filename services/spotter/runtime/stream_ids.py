"""The ids of entries in Redis streams: the server's time, and a number within its millisecond."""

StreamId = tuple[int, int]
"""Milliseconds and number, which sort as the stream does."""


def stream_id(entry_id: bytes) -> StreamId:
    """The id as Redis writes it, ``<milliseconds>-<number>``."""
    ms, _, number = entry_id.partition(b"-")
    return int(ms), int(number or 0)


def entry_ms(entry_id: bytes) -> int:
    """When the entry was added, milliseconds of the Redis server's clock since the Unix epoch."""
    return stream_id(entry_id)[0]


def age_s(entry_id: bytes, now_s: float) -> float:
    """How long ago the entry was added; ``now_s`` is the Redis server's clock.

    Never negative, though the server's clock is only known to a fraction of a millisecond.
    """
    return max(0.0, now_s - entry_ms(entry_id) / 1000)
