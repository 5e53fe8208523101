"""A person's own reps, by which their next reps are judged."""

from dataclasses import dataclass

from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.errors import MovementError

BASELINE_REPS = 3
"""So many reps make a baseline: the median of three is right even if one of them is faulty."""


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """Reps of one person in one visit that passed the reference or a trainer's eye.

    ``baseline_id`` names it in verdicts; ``rep_ids`` are the ids of ``reps``, in their order.

    Raises :class:`MovementError` without reps, and if each does not have one id.
    """

    baseline_id: str
    rep_ids: tuple[str, ...]
    reps: tuple[PoseSeries, ...]

    def __post_init__(self) -> None:
        if not self.reps or len(self.reps) != len(self.rep_ids):
            raise MovementError(
                "a baseline has 1 or more reps, and the id of each; "
                f"found {len(self.reps)} reps and {len(self.rep_ids)} ids"
            )
