"""What judging reads from a rep's poses: once, by however many standards it is judged."""

from dataclasses import dataclass
from typing import Self

from spotter.movement.assessment.scorability import why_insufficient
from spotter.movement.fitting import Attempt
from spotter.movement.geometry import (
    Coordinates,
    View,
    equipment_trajectory,
    phase_trajectory,
)
from spotter.movement.values import PoseSeries, Reason


@dataclass(frozen=True, slots=True, eq=False)
class JudgeableRep:
    """A rep that a reference might judge, of ``frame_count`` poses.

    ``attempt`` is its trajectory (60, 25, 2), as it was filmed, to be registered to others, and
    ``ends`` (60, 2, 2) that of its equipment; None where that was not followed.
    """

    attempt: Attempt
    view: View
    frame_count: int
    duration_s: float
    ends: Coordinates | None = None

    @classmethod
    def of(cls, poses: PoseSeries) -> Self | Reason:
        """The rep in ``poses``; or why no reference could judge it."""
        reason = why_insufficient(poses)
        if reason:
            return reason
        attempt = Attempt.of(phase_trajectory(poses))
        duration_s, ends = float(poses.times_s[-1]), equipment_trajectory(poses)
        return cls(attempt, View.of([poses]), len(poses), duration_s, ends)
