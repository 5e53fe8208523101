"""Follows a signal from its lows over its highs and back, and says when it has come back."""

from dataclasses import dataclass, field
from enum import StrEnum

_REVERSAL = 0.15
"""The signal has turned when it has gone back by this ratio of the usual reach."""
_NEAR_LOW = 0.06
_RETURN_RATIO = 0.55
"""A wave is over when the signal has fallen by this ratio of its rise, and ..."""
_REBOUND = 0.1
_STILL_S = 0.2
"""... has risen again by the rebound, or has found no new low for this time."""
_NEW_LOW = 0.01
"""A smaller step down is none: a smoothed signal never quite stops falling."""
_REST_S = 0.8
_NEW_REST_S = 1.6
_REST_RANGE = 0.1
_REST_LEVEL = 0.5
"""Standing still for this time, within this range and below this level, is the rest position; away
from the last low it takes longer, for a short way may be held for a moment too."""
_KEPT_S = 2.0


class Going(StrEnum):
    """Where the signal is in a wave."""

    NOWHERE = "nowhere"
    OUT = "out"
    BACK = "back"


@dataclass(slots=True)
class Wave:
    """Where the signal has been, in plain values. Times are microseconds.

    ``reach`` is the usual height of a wave; it scales all limits but those in seconds.
    """

    reach: float = 1.0
    going: Going = Going.NOWHERE
    low: float = float("inf")
    left_us: int = 0
    """When the signal was last near its low: the wave's start."""
    high: float = 0.0
    end: float = 0.0
    end_us: int = 0
    recent: list[tuple[int, float]] = field(default_factory=list)
    """(time, value) of the last seconds."""

    @property
    def rise(self) -> float:
        """From the low before the wave to its high."""
        return self.high - self.low

    @property
    def fall(self) -> float:
        """From the high of the wave to its end."""
        return self.high - self.end

    @property
    def is_back(self) -> bool:
        """Whether the signal has fallen far enough for the wave to end here."""
        return self.going is Going.BACK and self.fall >= _RETURN_RATIO * self.rise

    def follow(self, now_us: int, value: float) -> bool:
        """Take the next value; say whether a wave is over.

        After a wave that is over, and only then, call :meth:`restart`.
        """
        self._remember(now_us, value)
        if self.going is Going.NOWHERE:
            self._wait(now_us, value)
        elif self.going is Going.OUT:
            self._climb(now_us, value)
        else:
            self._return(now_us, value)
        if self._rests():
            return self._settle(now_us, value)
        return self.is_back and self._has_turned(now_us, value)

    def restart(self) -> None:
        """Begin the next wave where this one ended."""
        self.going = Going.NOWHERE
        self.low, self.left_us = self.end, self.end_us

    def _wait(self, now_us: int, value: float) -> None:
        self.low = min(value, self.low)
        if value <= self.low + _NEAR_LOW * self.reach:
            self.left_us = now_us
        if value > self.low + _REVERSAL * self.reach:
            self.going, self.high = Going.OUT, value

    def _climb(self, now_us: int, value: float) -> None:
        if value > self.high:
            self.high = value
        elif value < self.high - _REVERSAL * self.reach:
            self.going, self.end, self.end_us = Going.BACK, value, now_us

    def _return(self, now_us: int, value: float) -> None:
        if value > self.high:
            self.going, self.high = Going.OUT, value
        elif value < self.end - _NEW_LOW * self.reach:
            self.end, self.end_us = value, now_us

    def _has_turned(self, now_us: int, value: float) -> bool:
        rebounded = value > self.end + _REBOUND * self.reach
        return rebounded or now_us - self.end_us >= _STILL_S * 1e6

    def _remember(self, now_us: int, value: float) -> None:
        oldest_us = now_us - round(_KEPT_S * 1e6)
        while self.recent and self.recent[0][0] < oldest_us:
            self.recent.pop(0)
        self.recent.append((now_us, value))

    def _rests(self) -> bool:
        now_us, value = self.recent[-1]
        needed_us = (_REST_S if self.going is Going.NOWHERE else _NEW_REST_S) * 1e6
        values = [recent for when_us, recent in self.recent if when_us >= now_us - needed_us]
        long = now_us - self.recent[0][0] >= needed_us
        still = max(values) - min(values) < _REST_RANGE * self.reach
        return long and still and value < self.low + _REST_LEVEL * self.reach

    def _settle(self, now_us: int, value: float) -> bool:
        if self.is_back:
            return True
        self.going = Going.NOWHERE
        # Its lowest, not its latest: a slow start would otherwise pass for rest for a while.
        resting = [entry for entry in self.recent if entry[0] >= now_us - _REST_S * 1e6]
        low_us, self.low = min(resting, key=lambda entry: entry[1])
        near = value <= self.low + _NEAR_LOW * self.reach
        self.left_us = now_us if near else max(self.left_us, low_us)
        return False
