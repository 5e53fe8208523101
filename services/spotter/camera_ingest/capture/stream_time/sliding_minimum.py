"""The minimum of the latest values."""

from collections import deque


class SlidingMinimum:
    """The smallest of the values of the last ``window_s`` seconds; infinity without any."""

    def __init__(self, window_s: float) -> None:
        self._window_s = window_s
        self._rising: deque[tuple[float, float]] = deque()

    def add(self, at_s: float, value: float) -> None:
        """Add a value; ``at_s`` must not decrease."""
        while self._rising and self._rising[-1][1] >= value:
            self._rising.pop()
        self._rising.append((at_s, value))
        while self._rising[0][0] < at_s - self._window_s:
            self._rising.popleft()

    @property
    def value(self) -> float:
        """The minimum."""
        return self._rising[0][1] if self._rising else float("inf")
