"""Waits for other processes."""

import time
from collections.abc import Callable
from typing import TypeVar

Anything = TypeVar("Anything")

PATIENCE_S = 180.0
"""Generous, for a machine that is busy with twenty other things."""


def until(look: Callable[[], Anything], *, what: str, limit_s: float = PATIENCE_S) -> Anything:
    """The first true value that ``look`` returns; fails, saying ``what``, after ``limit_s``."""
    deadline_s = time.monotonic() + limit_s
    while time.monotonic() < deadline_s:
        if found := look():
            return found
        time.sleep(0.02)
    raise AssertionError(f"expected {what} within {limit_s:g} s; it did not happen")
