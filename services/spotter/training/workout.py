"""What is planned for a member on a day: exercises with sets, reps or seconds, and loads."""

from dataclasses import dataclass

from spotter.movement.values import Tempo
from spotter.movement.values.text import is_line
from spotter.training.errors import TrainingError
from spotter.training.load import checked_kg
from spotter.training.tempo import checked_tempo

LONGEST_NAME = 200
MOST_SETS = 1000
"""Of an item, and of a workout that is stored. A workout has at most as many items."""
MOST_REPS = 10_000
LEAST_S = 0.1
MOST_S = 86_400
MOST_REST_S = 3_600
LEAST_LOSS_RATIO = 0.05
MOST_LOSS_RATIO = 0.9


@dataclass(frozen=True, slots=True)
class Item:
    """Sets of one exercise, all alike: either ``reps`` each, or holding or moving for ``seconds``.

    ``exercise`` is the exercise's name. With ``least_reps``, ``reps`` is the top of a range, which
    is aimed at. ``rest_s`` is the rest after each set; what is None is left to the member. A set of
    reps should end once they are slower than its fastest by ``most_speed_loss_ratio``.

    Raises :class:`TrainingError` for a value out of range, and unless exactly one of ``reps`` and
    ``seconds`` is given.
    """

    exercise: str
    sets: int
    reps: int | None = None
    seconds: float | None = None
    tempo: Tempo | None = None
    rest_s: float | None = None
    load_kg: float | None = None
    least_reps: int | None = None
    most_speed_loss_ratio: float | None = None

    def __post_init__(self) -> None:
        checked_name("an exercise's name", self.exercise)
        check_range("sets", self.sets, 1, MOST_SETS)
        if (self.reps is None) == (self.seconds is None):
            found = "neither" if self.reps is None else "both"
            raise TrainingError(f"expected either reps or seconds; found {found}")
        check_range("reps", self.reps, 1, MOST_REPS)
        if self.least_reps is not None:
            check_range("reps at least", self.least_reps, 1, self.reps or 0)
        check_range("seconds", self.seconds, LEAST_S, MOST_S)
        check_range("seconds of rest", self.rest_s, 0, MOST_REST_S)
        loss_ratio = self.most_speed_loss_ratio
        check_range("of speed lost", loss_ratio, LEAST_LOSS_RATIO, MOST_LOSS_RATIO)
        if loss_ratio is not None and self.reps is None:
            raise TrainingError("expected reps, of which speed may be lost; found seconds")
        if self.tempo is not None:
            checked_tempo(self.tempo)
        if self.load_kg is not None:
            checked_kg(self.load_kg)


@dataclass(frozen=True, slots=True)
class Workout:
    """What is planned, in the order in which it is done.

    Raises :class:`TrainingError` for a title that is not one line of 1 to 200 characters, and
    unless it has 1 to 1000 items.

    >>> workout = Workout("Legs", (Item("squat", sets=3, reps=8, load_kg=82.5),))
    >>> workout.items[0].exercise
    'squat'
    """

    title: str
    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        checked_name("a workout's title", self.title)
        if not self.items:
            raise TrainingError(f"the workout {self.title!r} has no exercises; expected at least 1")
        if len(self.items) > MOST_SETS:
            raise TrainingError(
                f"expected at most {MOST_SETS} items in a workout; found {len(self.items)}"
            )

    def check_sets(self) -> None:
        """Raise :class:`TrainingError` for more sets than anybody can be followed through."""
        sets = sum(item.sets for item in self.items)
        if sets > MOST_SETS:
            raise TrainingError(f"expected at most {MOST_SETS} sets in a workout; found {sets}")


def checked_name(what: str, name: str) -> str:
    """``name`` itself.

    Raises :class:`TrainingError`, which calls it ``what``, unless it is one line of 1 to 200
    characters of any script.
    """
    if not is_line(name, LONGEST_NAME):
        raise TrainingError(
            f"expected {what} of one line and 1 to {LONGEST_NAME} characters; "
            f"found {name[: LONGEST_NAME + 1]!r}"
        )
    return name


def check_range(what: str, number: float | None, least: float, most: float) -> None:
    """Raise :class:`TrainingError`, which calls it ``what``, for a number out of range."""
    if number is not None and not least <= number <= most:  # also refuses NaN
        raise TrainingError(f"expected {least:g} to {most:g} {what}; found {number!s:.40}")
