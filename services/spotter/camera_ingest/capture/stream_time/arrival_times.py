"""Times for the pictures of a stream without time stamps, from their arrivals."""

from collections import deque

_ARRIVALS_KEPT = 100
_TOGETHER_RATIO = 0.5
"""Pictures this much closer together than usual have waited for each other."""
_FIRST_TOGETHER_S = 0.01
_LONGEST_RATIO = 1.5
"""Pictures of one burst lie at most this much further apart than usual: before them was a pause."""


class ArrivalTimes:
    """Spreads pictures that arrive together evenly over the time since those before them.

    A picture's time is known when it is known that it was the last of its burst, which takes half
    of the usual time between pictures.
    """

    def __init__(self) -> None:
        self._arrivals: deque[float] = deque(maxlen=_ARRIVALS_KEPT)
        self._together: list[float] = []
        self._last_burst_s = float("-inf")

    @property
    def closes_s(self) -> float:
        """When the present burst is over if nothing else arrives; infinity without one."""
        if not self._together:
            return float("inf")
        return self._together[-1] + self._together_s

    def add(self, arrived_s: float) -> list[float]:
        """Note an arrival; returns the times of the pictures before it, if it begins a burst."""
        times_s = self.close() if arrived_s >= self.closes_s else []
        self._together.append(arrived_s)
        self._arrivals.append(arrived_s)
        return times_s

    def close(self) -> list[float]:
        """End the present burst; returns the times of its pictures."""
        if not self._together:
            return []
        end_s, count = self._together[-1], len(self._together)
        longest_s = count * max(_LONGEST_RATIO * self._usual_s, _FIRST_TOGETHER_S)
        start_s = max(self._last_burst_s, end_s - longest_s)
        self._together, self._last_burst_s = [], end_s
        return [start_s + (end_s - start_s) * (place + 1) / count for place in range(count)]

    @property
    def _usual_s(self) -> float:
        if len(self._arrivals) < 2:
            return 0.0
        return (self._arrivals[-1] - self._arrivals[0]) / (len(self._arrivals) - 1)

    @property
    def _together_s(self) -> float:
        return _TOGETHER_RATIO * self._usual_s or _FIRST_TOGETHER_S
