"""When a delivery that did not work is tried again. Pure."""

MOST_ATTEMPTS = 8
_FIRST_S, _LONGEST_S = 4.0, 300.0
_PATIENCE_S = 15 * 60
"""Old news is no news."""


def next_due_us(
    attempts: int, made_us: int, now_us: int, retry_after_s: int, random: float
) -> int | None:
    """When the next attempt is due, after ``attempts`` since ``made_us``; None: never.

    The pause doubles from 4 s, and is between half and all of its size, so that receivers that went
    away together are not asked together: ``random`` is from 0 to 1. It is as long as the receiver
    asks, at least.
    """
    size_s = min(_LONGEST_S, _FIRST_S * 2.0 ** (attempts - 1))
    pause_s = max(size_s * (0.5 + random / 2), float(retry_after_s))
    due_us = now_us + round(1e6 * pause_s)
    is_late = due_us > made_us + _PATIENCE_S * 1_000_000
    return None if is_late or attempts >= MOST_ATTEMPTS else due_us
