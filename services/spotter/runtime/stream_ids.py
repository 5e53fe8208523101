"""The ids of stream entries, which carry the Redis server's time."""


def entry_ms(entry_id: bytes) -> int:
    """When the entry was added, milliseconds of the Redis server's clock since the Unix epoch."""
    return int(entry_id.partition(b"-")[0])


def entry_order(entry_id: bytes) -> tuple[int, int]:
    """Sorts ids as the stream does."""
    ms, _, number = entry_id.partition(b"-")
    return int(ms), int(number or 0)


def age_s(entry_id: bytes, now_s: float) -> float:
    """How long ago the entry was added; ``now_s`` is the Redis server's clock.

    Never negative, though the server's clock is only known to a fraction of a millisecond.
    """
    return max(0.0, now_s - entry_ms(entry_id) / 1000)
