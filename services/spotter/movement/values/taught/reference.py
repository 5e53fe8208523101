"""A recording of an exercise done well."""

from dataclasses import dataclass

from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.errors import MovementError


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """Good reps of one exercise by one person, from one view.

    ``person`` tells people apart in an exercise with several references; "" is unknown.
    ``carried_by`` are the joints that carry the exercise if the trainer has named them: a rep that
    does not show them cannot be judged. Without names the reps tell. ``is_confirmed`` says that it
    is no recording, but a rep of the gym that a trainer has called fine.

    Raises :class:`MovementError` without reps, and for a rep without poses.
    """

    exercise: str
    reps: tuple[PoseSeries, ...]
    person: str = ""
    carried_by: tuple[Joint, ...] = ()
    is_confirmed: bool = False

    def __post_init__(self) -> None:
        if not self.reps:
            raise MovementError(
                f"the reference for {self.exercise!r} has no rep; expected 1 or more"
            )
        if not all(len(rep) for rep in self.reps):
            lengths = [len(rep) for rep in self.reps]
            raise MovementError(
                f"the reps of the reference for {self.exercise!r} need 1 pose or more each; "
                f"found {lengths}"
            )
