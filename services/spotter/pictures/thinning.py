"""Fewer frames per second, evenly, by time."""


class FrameThinner:
    """Decides which frames to keep so that at most ``max_rate_hz`` are kept on average.

    Frames may be kept up to a quarter of a period early, so that a source of the very same rate
    keeps all of its frames in spite of jitter. A rate of None keeps everything.
    """

    def __init__(self, max_rate_hz: float | None) -> None:
        self._period_s = 1 / max_rate_hz if max_rate_hz else 0.0
        self._due_s = float("-inf")

    def keeps(self, time_s: float) -> bool:
        """Whether to keep the frame of ``time_s``; times must not fall."""
        if time_s < self._due_s - self._period_s / 4:
            return False
        # After a gap the next frame is due a period after this one, not all those missed at once.
        late = time_s > self._due_s + self._period_s
        self._due_s = (time_s if late else self._due_s) + self._period_s
        return True
