"""Limits on the age and number of frames."""

from dataclasses import dataclass

_SELECTION_RATIO = 0.75
"""At twice the load, 0.5 thins hardly more evenly, and it tolerates only shorter stalls."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Frames older than ``budget_s`` are skipped; a batch has at most ``batch_frames``.

    A frame pending for longer than ``lost_after_s`` is not in progress anywhere: the reply that
    delivered it was lost.
    """

    budget_s: float
    lost_after_s: float
    batch_frames: int

    @property
    def selection_s(self) -> float:
        """The age limit when frames are selected; the rest of the budget is for their start.

        A worker that is behind always selects frames of about this age. If that were the whole
        budget, frames that wait slightly longer for the estimator would be too old by then, and the
        station whose turn comes last would lose frame after frame.
        """
        return _SELECTION_RATIO * self.budget_s
