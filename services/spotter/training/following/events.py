"""What happens to a workout that is followed. Times are microseconds since the Unix epoch."""

from dataclasses import dataclass

from spotter.movement.values import Joint, Outcome
from spotter.training.errors import TrainingError
from spotter.training.load import checked_kg
from spotter.training.workout import check_range, checked_name

MOST_REPS_LEFT = 4
"""What is said of a set is about right up to here, and means nothing beyond (Zourdos 2016)."""


@dataclass(frozen=True, slots=True)
class RepDone:
    """A rep of the member was judged.

    ``lifting_tl_s`` is the mean speed on the way up of a good one, torso lengths a second, if it
    was measured.
    """

    exercise: str
    outcome: Outcome
    started_us: int
    ended_us: int
    lifting_tl_s: float | None = None


@dataclass(frozen=True, slots=True)
class HoldSeen:
    """The member has kept a position from ``started_us`` to ``ended_us``, so far.

    ``broke`` is the joint at which it broke; None while it is kept, or where nobody knows.
    """

    exercise: str
    started_us: int
    ended_us: int
    broke: Joint | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """Go on: a rest is over, or the set is done as it is."""

    at_us: int


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the set out that is due."""

    at_us: int


@dataclass(frozen=True, slots=True)
class OtherExercise:
    """The sets that are left of the exercise are of another one. Raises TrainingError.

    Nobody has taught one that is ``by_tap``: no camera counts it.
    """

    at_us: int
    exercise: str
    by_tap: bool = False

    def __post_init__(self) -> None:
        checked_name("an exercise's name", self.exercise)


@dataclass(frozen=True, slots=True)
class OtherLoad:
    """The sets that are left of the exercise are done with that load. Raises TrainingError."""

    at_us: int
    load_kg: float

    def __post_init__(self) -> None:
        checked_kg(self.load_kg)


@dataclass(frozen=True, slots=True)
class RepsLeft:
    """The member says how many reps they could still have done after a set, 0 to 4.

    ``index`` is the set's; 4 are four or more. Raises TrainingError.
    """

    at_us: int
    index: int
    reps: int

    def __post_init__(self) -> None:
        check_range("reps left", self.reps, 0, MOST_REPS_LEFT)


@dataclass(frozen=True, slots=True)
class Undo:
    """The last correction was a mistake."""

    at_us: int


Correction = Next | Skip | OtherExercise | OtherLoad | RepsLeft | Undo
Event = RepDone | HoldSeen | Correction


class NothingToCorrectError(TrainingError):
    """There is no set left to correct, or no correction to undo."""
