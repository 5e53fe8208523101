"""A recording of an exercise done well."""

from dataclasses import dataclass

from spotter.movement.values.errors import MovementError
from spotter.movement.values.poses import PoseSeries


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """Good reps of one exercise by one person, from one view.

    ``person`` tells people apart where an exercise has several references; "" is nobody known.

    Raises :class:`MovementError` when there is no rep, and for a rep without poses.
    """

    exercise: str
    reps: tuple[PoseSeries, ...]
    person: str = ""

    def __post_init__(self) -> None:
        if not self.reps:
            raise MovementError(
                f"the reference for {self.exercise!r} has no rep; expected 1 or more"
            )
        if not all(len(rep) for rep in self.reps):
            lengths = [len(rep) for rep in self.reps]
            raise MovementError(
                f"the reps of the reference for {self.exercise!r} have 1 pose or more each; "
                f"found {lengths}"
            )
