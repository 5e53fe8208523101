"""How much at once, and how old."""

from dataclasses import dataclass

_CHOICE_SHARE = 0.75
"""Half of the budget thins hardly more evenly at twice the load, and forgives shorter stalls."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``budget_s``: older frames are skipped; ``batch_frames``: estimated together at most.

    After ``forgotten_s`` no worker has a frame in hand any more: its delivery was lost on the way.
    """

    budget_s: float
    forgotten_s: float
    batch_frames: int

    @property
    def choice_s(self) -> float:
        """What is older is not chosen any more; the rest of the budget is for being begun with.

        A worker that is behind always chooses frames of about this age. Had they the whole budget
        for it, those that wait for the estimator a little longer than others would be too old
        then, and the station whose turn comes last would lose one after the other.
        """
        return _CHOICE_SHARE * self.budget_s
