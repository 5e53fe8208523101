"""Assigns capture times to frames and says how long to wait for each."""

from spotter.camera_ingest.capture.stream_time.stream_clock import SLEW_RATIO

STALE_S = 1.0
"""A live view has no use for a frame this late."""

SET_BACK_US = 10_000_000
"""Capture times this far ahead of the wall clock come from before it was set back."""

_LOST_S = 5.0
"""This far off schedule, the machine slept or its clock was set: start a new schedule."""

_SET_S = 1.0
"""A wall clock that moves this far against a steady one was set; less is followed gently."""

_STEPS_PER_SLEW = round(1 / SLEW_RATIO)


class WallClock:
    """Maps a steady clock's seconds to the wall clock's microseconds since the Unix epoch."""

    def __init__(self) -> None:
        self._offset_us: int | None = None
        self._followed_s = 0.0

    def follow(self, wall_us: int, steady_s: float) -> None:
        """Note what both clocks show now."""
        offset_us = wall_us - round(steady_s * 1e6)
        if self._offset_us is None or abs(offset_us - self._offset_us) > _SET_S * 1e6:
            self._offset_us = offset_us
        most_us = round(SLEW_RATIO * (steady_s - self._followed_s) * 1e6)
        self._offset_us += min(most_us, max(-most_us, offset_us - self._offset_us))
        self._followed_s = steady_s

    def at_us(self, steady_s: float) -> int:
        """The wall clock's time at ``steady_s``."""
        if self._offset_us is None:
            raise ValueError("expected a clock that has been followed; found a new one")
        return round(steady_s * 1e6) + self._offset_us


class CaptureClock:
    """Makes capture times, in microseconds since the Unix epoch, strictly rise from ``last_us``.

    When the given times fall behind a little, it continues from the last one, and comes back to
    them gently. When they fall far behind, the wall clock was set back, and so is the capture time.
    """

    def __init__(self, last_us: int = 0) -> None:
        self.last_us = last_us
        self._given_us = 0
        self._ahead_us = 0

    def rising(self, time_us: int) -> int:
        """``time_us``, shifted where needed so that it is later than the last one."""
        passed_us, self._given_us = time_us - self._given_us, time_us
        if self.last_us - time_us > SET_BACK_US:
            self._ahead_us = 0
        else:
            gained_us = max(0, passed_us) // _STEPS_PER_SLEW
            least_us = self.last_us + 1 - time_us
            self._ahead_us = max(0, self._ahead_us - gained_us, least_us)
        self.last_us = time_us + self._ahead_us
        return self.last_us


class Timeline:
    """The schedule of a file, which may be played repeatedly without a gap.

    ``start_us`` is when the file starts; ``media_s`` is a frame's time in the file.
    """

    def __init__(self, start_us: int) -> None:
        self._start_us = start_us

    def time_us(self, media_s: float) -> int:
        """When the frame is due."""
        return self._start_us + round(media_s * 1e6)

    def wait_s(self, media_s: float, now_us: int) -> float:
        """How long to wait for the frame; negative when it is late.

        When playback is far off schedule, the schedule restarts at this frame.
        """
        early_s = (self.time_us(media_s) - now_us) / 1e6
        if abs(early_s) > _LOST_S:
            self._start_us -= round(early_s * 1e6)
            return 0.0
        return early_s

    def play_again(self, length_s: float) -> None:
        """Restart the file, which is ``length_s`` long, from its beginning."""
        self._start_us += round(length_s * 1e6)
