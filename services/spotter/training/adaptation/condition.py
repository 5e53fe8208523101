"""How a member is, as far as they said: before and after their sessions."""

from dataclasses import dataclass
from datetime import date

from spotter.training.workout import MOST_S, check_range

_BEST, _WORST = 1, 7
_MOST_EFFORT = 10


@dataclass(frozen=True, slots=True)
class Readiness:
    """Answers before a session, 1 (very, very good or low) to 7 (very, very bad or high).

    The four of Hooper and Mackinnon (1995), Sports Medicine 20(5).
    """

    day: date
    sleep: int
    stress: int
    fatigue: int
    soreness: int

    def __post_init__(self) -> None:
        for name in ("sleep", "stress", "fatigue", "soreness"):
            check_range(f"of {name}", getattr(self, name), _BEST, _WORST)

    @property
    def index(self) -> int:
        """The sum of the four, 4 (fresh) to 28 (worn out)."""
        return self.sleep + self.stress + self.fatigue + self.soreness


@dataclass(frozen=True, slots=True)
class DayLoad:
    """A session's load: how hard it was, 0 to 10, times its minutes (Foster et al. 2001)."""

    day: date
    effort: float
    minutes: float

    def __post_init__(self) -> None:
        check_range("of effort", self.effort, 0, _MOST_EFFORT)
        check_range("minutes", self.minutes, 0, MOST_S / 60)

    @property
    def load(self) -> float:
        """Effort times minutes, in the arbitrary units of session-RPE."""
        return self.effort * self.minutes


@dataclass(frozen=True, slots=True)
class Condition:
    """What is known of a member besides an exercise, oldest first, the last session included."""

    readiness: tuple[Readiness, ...] = ()
    loads: tuple[DayLoad, ...] = ()
    hurts: bool = False
    """The member said after the last session that something hurt."""
