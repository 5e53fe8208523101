"""When frames count as captured, and how long to wait until then."""

STALE_S = 1.0
"""A frame so late is of no use to a live view."""

_LOST_S = 5.0
"""So far from the schedule, the machine slept or its clock was set: start a new schedule."""


class CaptureClock:
    """Capture times, microseconds since the Unix epoch, that always rise, from ``last_us`` on.

    While the times it is given lie behind, as after the wall clock was set back, it goes on from
    the last one at their pace.
    """

    def __init__(self, last_us: int = 0) -> None:
        self._last_us = last_us
        self._ahead_us = 0

    def rising(self, time_us: int) -> int:
        """``time_us``, or what stands for it so that it is later than the last one."""
        if time_us > self._last_us:
            self._ahead_us = 0
        elif time_us + self._ahead_us <= self._last_us:
            self._ahead_us = self._last_us + 1 - time_us
        self._last_us = time_us + self._ahead_us
        return self._last_us


class Timeline:
    """The schedule of a file, which may be played again and again without a gap.

    ``start_us`` is when the file starts; ``media_s`` a frame's time in the file.
    """

    def __init__(self, start_us: int) -> None:
        self._start_us = start_us

    def time_us(self, media_s: float) -> int:
        """When the frame is due."""
        return self._start_us + round(media_s * 1e6)

    def wait_s(self, media_s: float, now_us: int) -> float:
        """How long to wait for the frame; less than 0 when it is late.

        A schedule that has been lost starts anew with this frame.
        """
        early_s = (self.time_us(media_s) - now_us) / 1e6
        if abs(early_s) > _LOST_S:
            self._start_us -= round(early_s * 1e6)
            return 0.0
        return early_s

    def play_again(self, length_s: float) -> None:
        """The file, ``length_s`` long, starts from its beginning."""
        self._start_us += round(length_s * 1e6)
