"""Assigns capture times to frames and says how long to wait for each."""

STALE_S = 1.0
"""A live view has no use for a frame this late."""

_LOST_S = 5.0
"""This far off schedule, the machine slept or its clock was set: start a new schedule."""


class CaptureClock:
    """Makes capture times, in microseconds since the Unix epoch, strictly rise from ``last_us``.

    When the given times fall behind, as after the wall clock is set back, it continues from the
    last one at their pace.
    """

    def __init__(self, last_us: int = 0) -> None:
        self._last_us = last_us
        self._ahead_us = 0

    def rising(self, time_us: int) -> int:
        """``time_us``, shifted where needed so that it is later than the last one."""
        if time_us > self._last_us:
            self._ahead_us = 0
        elif time_us + self._ahead_us <= self._last_us:
            self._ahead_us = self._last_us + 1 - time_us
        self._last_us = time_us + self._ahead_us
        return self._last_us


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
