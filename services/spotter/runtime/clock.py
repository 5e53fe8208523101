"""The clock that stamps what Spotter stores and sends."""

import time


def wall_clock_us() -> int:
    """Microseconds since the Unix epoch."""
    return time.time_ns() // 1000
