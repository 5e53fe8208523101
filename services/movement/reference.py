"""A recording of an exercise done well."""

from dataclasses import dataclass

from movement.errors import MovementError
from movement.poses import PoseSeries


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """Good reps of one exercise, from one view.

    Raises :class:`MovementError` when there is no rep.
    """

    exercise: str
    reps: tuple[PoseSeries, ...]

    def __post_init__(self) -> None:
        if not self.reps:
            raise MovementError(
                f"the reference for {self.exercise!r} has no rep; expected 1 or more"
            )
