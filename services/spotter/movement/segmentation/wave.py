"""Follows a signal from a low over a high and back, and detects when such a wave is over."""

from dataclasses import dataclass
from enum import StrEnum

from spotter.movement.values.errors import MovementError

_REVERSAL = 0.15
"""The signal has turned when it has reversed by this ratio of the usual reach."""
_NEAR_LOW = 0.04
_RETURN_RATIO = 0.55
"""A wave is over when the signal has fallen by this ratio of its rise, and ..."""
_REBOUND = 0.1
_STILL_S = 0.15
"""... has risen again by the rebound, or has reached no new low for this time."""
_HOME_RATIO = 0.8
"""If the signal ends before it turns, it must have fallen by this ratio of its rise."""
_USUAL_RISE = 1.15
"""A rise above this ratio of the usual reach began elsewhere; the fall need not match it."""
_NEW_LOW = 0.02
"""Smaller steps down are ignored: a smoothed signal never quite stops falling."""
_REST_S = 0.8
_NEW_REST_S = 1.6
_NEW_REST_RATIO = 0.6
_REST_RANGE = 0.1
_REST_LEVEL = 0.5
"""Standing still for this time, within this range and below this level, is the rest position. Away
from the last low it takes longer, at least this ratio of a wave's usual duration, since a slow half
rep hardly moves at its turning point."""
_PAUSE_LEVEL = 0.35
_BEYOND_PAUSE = 0.35
"""If somebody stands still this far out and then goes on this far, the wave begins at the stop."""
_FIDGET = 0.4
"""If somebody turns before this level and then goes farther out, the wave begins at that turn."""
_UNSEEN_FALL = 0.35
"""A fall of this much from where the signal was first seen is the end of a wave."""


class Going(StrEnum):
    """The part of a wave that the signal is in."""

    NOWHERE = "nowhere"
    OUT = "out"
    BACK = "back"


class WaveEvent(StrEnum):
    """What a new value of the signal shows."""

    STARTED = "started"
    """The signal has left its low: a wave has begun."""
    ENDED = "ended"
    """The signal has come back: the wave is over."""
    ABANDONED = "abandoned"
    """What had begun was not a wave."""
    RESTARTED = "restarted"
    """What had begun only led to where the wave begins."""
    RETURNED = "returned"
    """The signal has come down from where it was first seen."""


@dataclass(frozen=True, slots=True)
class WaveState:
    """The state of a :class:`Wave`. Times are microseconds.

    ``reach`` is the usual height of a wave, which scales all limits except those in seconds;
    ``pace_s`` is its usual duration.

    Raises :class:`MovementError` unless both are above 0.
    """

    reach: float = 1.0
    pace_s: float = 2.0
    going: Going = Going.NOWHERE
    fresh: bool = True
    """Whether the signal has not yet risen since it was first seen."""
    low: float | None = None
    left_us: int = 0
    """When the signal was last near its low: the wave's start."""
    high: float = 0.0
    end: float = 0.0
    end_us: int = 0
    pause: float | None = None
    pause_us: int = 0
    """The value and time at which the signal last stood still on its way out."""
    recent: tuple[tuple[int, float], ...] = ()
    """(time, value) over the last seconds."""

    def __post_init__(self) -> None:
        if not (self.reach > 0 and self.pace_s > 0):
            raise MovementError(
                f"a wave needs a reach and a pace above 0; found {self.reach} and {self.pace_s} s"
            )


class Wave:
    """Follows one signal. :class:`WaveState` explains the attributes."""

    def __init__(self, state: WaveState) -> None:
        self.reach, self.pace_s = state.reach, state.pace_s
        self.going, self.fresh = state.going, state.fresh
        self.low, self.left_us = state.low, state.left_us
        self.high, self.end, self.end_us = state.high, state.end, state.end_us
        self.pause, self.pause_us = state.pause, state.pause_us
        self.recent = list(state.recent)

    @property
    def state(self) -> WaveState:
        """A snapshot of the wave."""
        return WaveState(
            reach=self.reach,
            pace_s=self.pace_s,
            going=self.going,
            fresh=self.fresh,
            low=self.low,
            left_us=self.left_us,
            high=self.high,
            end=self.end,
            end_us=self.end_us,
            pause=self.pause,
            pause_us=self.pause_us,
            recent=tuple(self.recent),
        )

    @property
    def rise(self) -> float:
        """The height from the low before the wave to its high."""
        return self.high - self._low

    @property
    def fall(self) -> float:
        """The height from the wave's high to its end."""
        return self.high - self.end

    @property
    def is_back(self) -> bool:
        """Whether the signal has fallen far enough for the wave to end here."""
        return self._has_fallen(_RETURN_RATIO)

    @property
    def counts_as_over(self) -> bool:
        """Whether the wave counts as over although the signal has not been seen to turn."""
        return self._has_fallen(_HOME_RATIO)

    def _has_fallen(self, ratio: float) -> bool:
        rise = min(self.rise, _USUAL_RISE * self.reach)
        return self.going is Going.BACK and self.fall >= ratio * rise

    @property
    def _low(self) -> float:
        return float("inf") if self.low is None else self.low

    @property
    def _new_rest_s(self) -> float:
        return max(_NEW_REST_S, _NEW_REST_RATIO * self.pace_s)

    def update(self, now_us: int, value: float) -> WaveEvent | None:
        """Take the next value; return what it shows, if anything.

        Call :meth:`restart` after a wave has ended or returned.
        """
        self._remember(now_us, value)
        if self.going is Going.NOWHERE:
            return self._wait(now_us, value)
        if self.going is Going.OUT:
            event = self._climb(now_us, value)
        else:
            event = self._return(now_us, value)
        return event or self._end_by_rest(now_us, value)

    def rescale(self, factor: float) -> None:
        """Measure what was seen so far in another unit: a value of 1 becomes ``factor``."""
        if factor == 1.0:
            return
        self.low = None if self.low is None else factor * self.low
        self.pause = None if self.pause is None else factor * self.pause
        self.high, self.end = factor * self.high, factor * self.end
        self.recent = [(when_us, factor * value) for when_us, value in self.recent]

    def restart(self) -> None:
        """Begin the next wave where this one ended."""
        self.going, self.fresh, self.pause = Going.NOWHERE, False, None
        self.low, self.left_us = self.end, self.end_us

    def _wait(self, now_us: int, value: float) -> WaveEvent | None:
        if self.fresh:
            self._come_down(now_us, value)
            if self.fall >= _UNSEEN_FALL * self.reach and self._has_turned(now_us, value):
                return WaveEvent.RETURNED
        self.low = min(value, self._low)
        if value <= self.low + _NEAR_LOW * self.reach:
            self.left_us = now_us
        if value > self.low + _REVERSAL * self.reach:
            self.going, self.high, self.fresh = Going.OUT, value, False
            return WaveEvent.STARTED
        if self._is_still(_REST_S):
            self._rest(now_us, value)
        return None

    def _come_down(self, now_us: int, value: float) -> None:
        if self.low is None or value > self.high:
            self.high = self.end = value
        if value < self.end - _NEW_LOW * self.reach:
            self.end, self.end_us = value, now_us

    def _climb(self, now_us: int, value: float) -> WaveEvent | None:
        if value > self.high:
            self.high = value
        elif value < self.high - _REVERSAL * self.reach:
            self.going, self.end, self.end_us, self.pause = Going.BACK, value, now_us, None
            return None
        if value > self._low + _PAUSE_LEVEL * self.reach and self._is_still(_REST_S):
            self.pause, self.pause_us = value, now_us
        if self.pause is not None and value > self.pause + _BEYOND_PAUSE * self.reach:
            self.low, self.left_us, self.pause = self.pause, self.pause_us, None
            return WaveEvent.RESTARTED
        return None

    def _return(self, now_us: int, value: float) -> WaveEvent | None:
        if value > self.high:
            return self._go_on(value)
        if value < self.end - _NEW_LOW * self.reach:
            self.end, self.end_us = value, now_us
        return WaveEvent.ENDED if self.is_back and self._has_turned(now_us, value) else None

    def _go_on(self, value: float) -> WaveEvent | None:
        """Go farther out than before, after coming back a little."""
        was_fidget = self.rise < _FIDGET * self.reach
        self.going, self.high = Going.OUT, value
        if not was_fidget:
            return None
        self.low, self.left_us = self.end, self.end_us
        return WaveEvent.RESTARTED

    def _has_turned(self, now_us: int, value: float) -> bool:
        rebounded = value > self.end + _REBOUND * self.reach
        return rebounded or now_us - self.end_us >= _STILL_S * 1e6

    def _remember(self, now_us: int, value: float) -> None:
        oldest_us = now_us - round(self._new_rest_s * 1e6)
        while len(self.recent) > 1 and self.recent[1][0] <= oldest_us:
            self.recent.pop(0)
        self.recent.append((now_us, value))

    def _is_still(self, seconds: float) -> bool:
        since_us = self.recent[-1][0] - seconds * 1e6
        if self.recent[0][0] > since_us:
            return False
        values = [value for when_us, value in self.recent if when_us >= since_us]
        return max(values) - min(values) < _REST_RANGE * self.reach

    def _end_by_rest(self, now_us: int, value: float) -> WaveEvent | None:
        at_rest = value < self._low + _REST_LEVEL * self.reach and self._is_still(self._new_rest_s)
        if not at_rest or self.is_back:
            return WaveEvent.ENDED if at_rest else None
        self.going, self.pause = Going.NOWHERE, None
        self._rest(now_us, value)
        return WaveEvent.ABANDONED

    def _rest(self, now_us: int, value: float) -> None:
        # The lowest value, not the latest: otherwise a slow start would pass for rest.
        resting = [entry for entry in self.recent if entry[0] >= now_us - _REST_S * 1e6]
        low_us, self.low = min(resting, key=lambda entry: entry[1])
        near = value <= self.low + _NEAR_LOW * self.reach
        self.left_us = now_us if near else max(self.left_us, low_us)
        if self.fresh:
            self.high = self.end = value
