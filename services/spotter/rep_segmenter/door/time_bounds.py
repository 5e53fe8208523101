"""How far a station's capture times may be from the clock."""

from dataclasses import dataclass

_S = 1_000_000
_DAY = 86_400 * _S


@dataclass(frozen=True, slots=True)
class TimeBounds:
    """How far ahead of the clock and behind it frames may be captured, in microseconds."""

    ahead_us: int
    behind_us: int

    def is_ahead(self, captured_us: int, now_us: int) -> bool:
        """Whether no frame can have been captured then."""
        return captured_us > now_us + self.ahead_us

    def is_behind(self, captured_us: int, now_us: int) -> bool:
        """Whether a frame captured then is none of now."""
        return captured_us < now_us - self.behind_us


BY_THE_CLOCK = TimeBounds(ahead_us=10 * _S, behind_us=600 * _S)
"""Clocks that agree differ by much less. What is accepted blocks the station for this long. Poses
that could not be sent wait for half a minute, and some streams are late by as much."""

LEAVING_THE_CLOCK = TimeBounds(ahead_us=_DAY, behind_us=_DAY)
"""A file that is played as fast as the pipeline takes it."""


def bounds_of(*, leaves_clock: bool) -> TimeBounds:
    """The bounds of a station's capture times."""
    return LEAVING_THE_CLOCK if leaves_clock else BY_THE_CLOCK
