"""Exponential backoff with jitter."""

from collections.abc import Callable


class Backoff:
    """Delays that double from ``first_s`` up to ``cap_s`` until an attempt succeeds.

    ``random`` returns values from 0 to 1. Each delay is between half and all of its size, so that
    cameras that went away together do not all reconnect at the same moment.
    """

    def __init__(
        self, random: Callable[[], float], *, first_s: float = 0.5, cap_s: float = 30.0
    ) -> None:
        self._random = random
        self._first_s = first_s
        self._cap_s = cap_s
        self._size_s = first_s

    def next_s(self) -> float:
        """The seconds to wait now; doubles the next delay."""
        delay_s = self._size_s * (0.5 + self._random() / 2)
        self._size_s = min(self._cap_s, self._size_s * 2)
        return delay_s

    def succeeded(self) -> None:
        """Start again with the shortest delay."""
        self._size_s = self._first_s
