"""Follows a signal from a low over a high and back, and detects when such a wave is over."""

from spotter.movement.segmentation.wave_state import Going, WaveEvent, WaveState

_REVERSAL = 0.15
"""The signal has turned when it has reversed by this ratio of the usual reach."""
_NEAR_LOW = 0.04
_RETURN_RATIO = 0.55
"""A wave is over when the signal has fallen by this ratio of its rise, and ..."""
_REBOUND = 0.1
_STILL_S = 0.15
"""... has risen again by the rebound, or has reached no new low for this time. ..."""
_HOME_RATIO = 0.9
_LONGEST_STOP_S = 4.5
"""Short of this ratio of its rise, the signal may only have stopped on its way back, as in a heavy
rep: then it must stand still for the longest stop, or rise again by a larger rebound."""
_REBOUND_FROM_HALT = 0.2
_UNSEEN_END_RATIO = 0.8
"""If nobody sees the signal turn, it must have fallen by this ratio of its rise."""
_BEYOND_LOW = 0.4
"""Within a set, a signal below the low by this ratio goes elsewhere: the wave is over."""
_USUAL_RISE = 1.15
"""A rise above this ratio of the usual reach began elsewhere; the fall need not match it."""
_NEW_LOW = 0.02
"""Smaller steps down are ignored: a smoothed signal never quite stops falling."""
_REST_S = 0.8
_REST_RANGE = 0.1
_REST_LEVEL = 0.5
"""Standing still for this time, within this range and below this level, is the rest position. Away
from the last low it takes the longest stop."""
_STOP_S = 0.5
_BEYOND_STOP = 0.35
"""Somebody who stands still this long on the way out, and then goes on this far, has either stopped
or only come to where the wave begins. Where the wave ends tells which."""
_FIDGET = 0.4
"""If somebody turns before this level and then goes farther out, the wave begins at that turn."""
_NOTED_US = 2_000
"""Of values closer together than this, only the latest is remembered."""
_UNSEEN_FALL = 0.35
"""A fall of this much from where the signal was first seen is the end of a wave."""


class Wave:
    """Follows one signal. :class:`WaveState` explains the attributes."""

    def __init__(self, state: WaveState) -> None:
        self.reach, self.pace_s = state.reach, state.pace_s
        self.going, self.fresh = state.going, state.fresh
        self.low, self.left_us = state.low, state.left_us
        self.high, self.end, self.end_us = state.high, state.end, state.end_us
        self.pause, self.pause_us, self.paused_us = state.pause, state.pause_us, state.paused_us
        self.stop, self.stop_us = state.stop, state.stop_us
        self.halted_us = state.halted_us
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
            paused_us=self.paused_us,
            stop=self.stop,
            stop_us=self.stop_us,
            halted_us=self.halted_us,
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
        return self._has_fallen(_UNSEEN_END_RATIO)

    @property
    def _is_home(self) -> bool:
        """Whether the signal is back where the wave began, as far as that is known."""
        began_elsewhere = self.rise > _USUAL_RISE * self.reach
        at_stop = self.stop is not None and self.end < self.stop + _REBOUND * self.reach
        return self._has_fallen(_HOME_RATIO) or (began_elsewhere and at_stop)

    def _has_fallen(self, ratio: float) -> bool:
        rise = min(self.rise, _USUAL_RISE * self.reach)
        return self.going is Going.BACK and self.fall >= ratio * rise

    @property
    def _low(self) -> float:
        return float("inf") if self.low is None else self.low

    def update(self, now_us: int, value: float, *, in_set: bool = False) -> WaveEvent | None:
        """Take the next value; return what it shows, if anything.

        ``in_set`` tells that the low is known for the rest position, since waves were waves there.
        Call :meth:`restart` after a wave has ended or returned.
        """
        self._remember(now_us, value)
        if self.going is Going.NOWHERE:
            return self._wait(now_us, value)
        if self.going is Going.OUT:
            event = self._climb(now_us, value)
        else:
            event = self._return(now_us, value, in_set=in_set)
        self._note_standstill(now_us, value)
        return event or self._end_by_rest(now_us, value)

    def rescale(self, factor: float) -> None:
        """Measure what was seen so far in another unit: a value of 1 becomes ``factor``."""
        if factor == 1.0:
            return
        self.low = None if self.low is None else factor * self.low
        self.pause = None if self.pause is None else factor * self.pause
        self.stop = None if self.stop is None else factor * self.stop
        self.high, self.end = factor * self.high, factor * self.end
        self.recent = [(when_us, factor * value) for when_us, value in self.recent]

    def restart(self) -> None:
        """Begin the next wave where this one ended."""
        self.going, self.fresh = Going.NOWHERE, False
        self.low, self.left_us = self.end, self._last_near(self.end) or self.end_us
        self._forget_stops()

    def begin_where_it_ended(self) -> bool:
        """Let the wave begin at its stop on the way out if it ended nearer to that than to its low.

        Returns whether it does. Call it once the wave has ended.
        """
        stop = self.stop
        if stop is None or abs(self.end - stop) >= abs(self.end - self._low):
            return False
        self.low, self.left_us = stop, self.stop_us
        return True

    def _forget_stops(self) -> None:
        self.pause = self.stop = None

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
            self.going, self.end, self.end_us = Going.BACK, value, now_us
        return None

    def _return(self, now_us: int, value: float, *, in_set: bool) -> WaveEvent | None:
        if value > self.high:
            return self._go_on(value)
        if value < self.end - _NEW_LOW * self.reach:
            self.end, self.end_us = value, now_us
        if in_set and value < self._low - _BEYOND_LOW * self.reach:
            return self._end_at_low()
        return self._turn(now_us, value) if self.is_back else None

    def _turn(self, now_us: int, value: float) -> WaveEvent | None:
        if not self._has_turned(now_us, value):
            return None
        if self._is_home or self._has_left_halt(now_us, value):
            return WaveEvent.ENDED
        if self.halted_us == self.end_us:
            return None
        self.halted_us = self.end_us
        return WaveEvent.HALTED

    def _has_left_halt(self, now_us: int, value: float) -> bool:
        rebounded = value > self.end + _REBOUND_FROM_HALT * self.reach
        return rebounded or now_us - self.end_us >= _LONGEST_STOP_S * 1e6

    def _end_at_low(self) -> WaveEvent:
        self.end = self._low
        self.end_us = self._last_near(self._low, above=True) or self.end_us
        return WaveEvent.ENDED

    def _go_on(self, value: float) -> WaveEvent | None:
        """Go farther out than before, after coming back a little."""
        was_fidget = self.rise < _FIDGET * self.reach
        self.going, self.high = Going.OUT, value
        if not was_fidget:
            return None
        self.low, self.left_us = self.end, self.end_us
        self._forget_stops()
        return WaveEvent.RESTARTED

    def _has_turned(self, now_us: int, value: float) -> bool:
        rebounded = value > self.end + _REBOUND * self.reach
        return rebounded or now_us - self.end_us >= _STILL_S * 1e6

    def _note_standstill(self, now_us: int, value: float) -> None:
        if value > self._low + _REVERSAL * self.reach and self._is_still(_STOP_S):
            self._stand(now_us, value)
        elif self.pause is not None and value > self.pause + _BEYOND_STOP * self.reach:
            self.stop, self.stop_us, self.pause = self.pause, self.pause_us, None

    def _stand(self, now_us: int, value: float) -> None:
        if self.pause is None or abs(value - self.pause) > _REST_RANGE * self.reach:
            self.pause, self.paused_us = value, now_us - round(_STOP_S * 1e6)
        self.pause = min(value, self.pause)
        if value <= self.pause + _NEAR_LOW * self.reach:
            self.pause_us = now_us

    def _remember(self, now_us: int, value: float) -> None:
        oldest_us = now_us - round(_REST_S * 1e6)
        while len(self.recent) > 1 and self.recent[1][0] <= oldest_us:
            self.recent.pop(0)
        if len(self.recent) > 1 and now_us - self.recent[-2][0] < _NOTED_US:
            self.recent.pop()
        self.recent.append((now_us, value))

    def _last_near(self, level: float, *, above: bool = False) -> int | None:
        """When the signal was last near a level, within the last second.

        With ``above`` that includes values beyond it.
        """
        near = _NEAR_LOW * self.reach
        for when_us, value in reversed(self.recent):
            if value >= level - near if above else abs(value - level) <= near:
                return when_us
        return None

    def _is_still(self, seconds: float) -> bool:
        since_us = self.recent[-1][0] - seconds * 1e6
        if self.recent[0][0] > since_us:
            return False
        values = [value for when_us, value in self.recent if when_us >= since_us]
        return max(values) - min(values) < _REST_RANGE * self.reach

    def _end_by_rest(self, now_us: int, value: float) -> WaveEvent | None:
        near_low = value < self._low + _REST_LEVEL * self.reach
        stands = self.pause is not None and self._is_still(_STOP_S)
        if not (near_low and stands and now_us - self.paused_us >= _LONGEST_STOP_S * 1e6):
            return None
        if self.is_back:
            return WaveEvent.ENDED
        self.going = Going.NOWHERE
        self._forget_stops()
        self._rest(now_us, value)
        return WaveEvent.ABANDONED

    def _rest(self, now_us: int, value: float) -> None:
        # The lowest value, not the latest: otherwise a slow start would pass for rest.
        low_us, self.low = min(self.recent, key=lambda entry: entry[1])
        near = value <= self.low + _NEAR_LOW * self.reach
        self.left_us = now_us if near else max(self.left_us, low_us)
        if self.fresh:
            self.high = self.end = value
