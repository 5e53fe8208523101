"""Whether a clock can be believed before data go by it. Pure.

A clock that is wrong for a while, as before a machine has asked for the time, must not empty the
ledger. So it must have run evenly for an hour, and the newest rep must be a week old at most; where
nobody trains any more, evenly for a day.
"""

_TOLERANCE_US = 60_000_000
_HOUR_S = 3600.0
_DAY_S = 24 * _HOUR_S
_WEEK_US = 7 * 24 * 3600 * 1_000_000


class TrustedClock:
    """Watches a wall clock beside one that never jumps."""

    def __init__(self) -> None:
        self._last: tuple[int, float] | None = None
        self._even_since_s = 0.0

    def even_s(self, now_us: int, monotonic_s: float) -> float:
        """For how many seconds the wall clock has run as the other one; look once a minute."""
        if self._last is None or self._has_jumped(*self._last, now_us, monotonic_s):
            self._even_since_s = monotonic_s
        self._last = now_us, monotonic_s
        return monotonic_s - self._even_since_s

    @staticmethod
    def _has_jumped(last_us: int, last_s: float, now_us: int, monotonic_s: float) -> bool:
        passed_us = 1_000_000 * (monotonic_s - last_s)
        return abs(now_us - last_us - passed_us) > _TOLERANCE_US


def is_believed(even_s: float, now_us: int, newest_rep_us: int | None) -> bool:
    """Whether data may go by the clock; the newest rep is that of those before ``now_us``."""
    is_near = newest_rep_us is not None and now_us - newest_rep_us <= _WEEK_US
    return even_s >= (_HOUR_S if is_near else _DAY_S)
