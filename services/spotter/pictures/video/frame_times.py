"""Times of a video's frames that rise, made of its own time stamps, which may not."""

from collections.abc import Callable
from enum import Enum

_JUMP_S = 10.0
"""Time stamps that go on by more than this have jumped, as FFmpeg's own tools hold."""

LONGEST_STILL_S = 60.0
"""But a file of variable rate may leave out so much in which nobody moves."""

_BACK_S = 1.0
"""Time stamps that go back by less than this overlap, as where two recordings are joined."""

_PAUSE_S = 10.0
"""What a jump to another scene becomes: so long that no repetition reaches across it."""


class Scene(Enum):
    """What a picture shows, beside the one before."""

    STILL = "still"
    """The same, shown for long: nobody has moved."""
    NEXT = "next"
    """What comes next: not much more has moved than before."""
    ANOTHER = "another"


class FrameTimes:
    """Gives each frame a time, in seconds since the first one; ``period_s`` is a usual step.

    ``on_jump`` is called with the size of a jump and the time at which it came, in seconds.
    """

    def __init__(self, period_s: float, on_jump: Callable[[float, float], None]) -> None:
        self._period_s = period_s
        self._on_jump = on_jump
        self._offset_s: float | None = None
        self._last_s = -period_s

    def next_s(self, stamp_s: float | None, scene: Callable[[], Scene]) -> float:
        """The time of the next frame, whose time stamp is ``stamp_s``, None if it has none.

        After a jump the time goes on as if there were none, or after a pause if the ``scene``,
        which is asked only then, is another.
        """
        self._last_s += self._step_s(stamp_s, scene)
        return self._last_s

    def _step_s(self, stamp_s: float | None, scene: Callable[[], Scene]) -> float:
        if stamp_s is None:
            return self._period_s
        if self._offset_s is None:
            self._offset_s = stamp_s - self._last_s - self._period_s
            return self._period_s
        step_s = stamp_s - self._offset_s - self._last_s
        if 0 < step_s <= _JUMP_S:
            return step_s
        if -_BACK_S < step_s <= 0:
            return self._period_s
        seen = scene()
        if seen is Scene.STILL and 0 < step_s <= LONGEST_STILL_S:
            return step_s
        self._on_jump(step_s, self._last_s)
        pause_s = _PAUSE_S if seen is Scene.ANOTHER else self._period_s
        self._offset_s = stamp_s - self._last_s - pause_s
        return pause_s
