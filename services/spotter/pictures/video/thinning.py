"""Thins frames evenly by time."""

_SET_BACK_PERIODS = 3
"""A frame is due at most two periods after the last one."""


class FrameThinner:
    """Decides which frames to keep so that at most ``max_rate_hz`` are kept on average.

    A frame may be kept up to a quarter of a period early, so that a source of exactly that rate
    keeps all its frames despite jitter. A rate of None keeps everything.
    """

    def __init__(self, max_rate_hz: float | None) -> None:
        self._period_s = 1 / max_rate_hz if max_rate_hz else 0.0
        self._due_s = float("-inf")

    def keeps(self, time_s: float) -> bool:
        """Whether to keep the frame at ``time_s``; times decrease only when a clock is set back."""
        early_s = self._due_s - time_s
        if early_s > _SET_BACK_PERIODS * self._period_s:
            self._due_s = time_s
        elif early_s > self._period_s / 4:
            return False
        # After a gap the next frame is due a period after this one; missed ones are not made up.
        late = time_s > self._due_s + self._period_s
        self._due_s = (time_s if late else self._due_s) + self._period_s
        return True
