"""The state and the events of a wave: out from a low over a high, and back."""

from dataclasses import dataclass
from enum import StrEnum

from spotter.movement.values.errors import MovementError


class Going(StrEnum):
    """The part of a wave that the signal is in."""

    NOWHERE = "nowhere"
    OUT = "out"
    BACK = "back"


class WaveEvent(StrEnum):
    """What a new value of the signal shows."""

    STARTED = "started"
    """The signal has left its low: a wave has begun."""
    HALTED = "halted"
    """The signal has come back part of the way and stands still, or rises: the wave may be over."""
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
    """The value and time at which the signal last stood still away from its low."""
    recent: tuple[tuple[int, float], ...] = ()
    """(time, value) over the last second."""
    paused_us: int = 0
    """When it came to that standstill."""
    stop: float | None = None
    stop_us: int = 0
    """The value and time of the last pause from which the signal went on out: perhaps the start."""
    halted_us: int = 0
    """The end at which the signal last halted on its way back."""

    def __post_init__(self) -> None:
        if not (self.reach > 0 and self.pace_s > 0):
            raise MovementError(
                f"a wave needs a reach and a pace above 0; found {self.reach} and {self.pace_s} s"
            )
