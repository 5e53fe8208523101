"""Tells when a fault of earlier reps in a set is fixed.

Only the verdicts of the set decide, so every reader of them comes to the same result. Only a good
rep can show that a fault is fixed: a faulty one names at most two faults, and may have others. A
good rep may also be luck: scores of the same movement differ by 37 % from rep to rep (a logarithmic
standard deviation of 0.37, see :mod:`calibration`). So of reps with a fault a fifth beyond the
threshold, three in ten score below it, one in ten twice in a row, and one in a hundred below half
of it. Therefore it takes two good reps in a row, or one that is clearly good.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from spotter.movement.values.judged.verdict import Fault, Outcome, Verdict

_IN_A_ROW = 2
_CLEARLY_RATIO = 0.5


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a set: faults not yet fixed, latest first, and good reps in a row."""

    waiting: tuple[Fault, ...] = ()
    good_in_a_row: int = 0

    def after(self, verdict: Verdict) -> tuple["Progress", tuple[Fault, ...]]:
        """The progress after the next rep of the set, and the faults that are now fixed.

        An unscorable rep changes nothing.
        """
        if verdict.outcome is Outcome.UNSCORABLE:
            return self, ()
        if verdict.outcome is Outcome.FAULTY:
            kinds = {fault.kind for fault in verdict.faults}
            earlier = (fault for fault in self.waiting if fault.kind not in kinds)
            return Progress((*verdict.faults, *earlier)), ()
        good = self.good_in_a_row + 1
        is_clear = verdict.score <= _CLEARLY_RATIO * verdict.threshold
        if self.waiting and (good >= _IN_A_ROW or is_clear):
            return Progress((), good), self.waiting
        return Progress(self.waiting, good), ()


def may_show_fixed(verdict: Verdict) -> bool:
    """Whether ``verdict`` may show a fault of the set's earlier reps to be fixed."""
    return verdict.outcome is Outcome.GOOD


def fixed_faults(earlier: Iterable[Verdict], verdict: Verdict) -> tuple[Fault, ...]:
    """The faults of the set that ``verdict`` shows to be fixed, latest first.

    ``earlier`` are the verdicts of the same set before it, in the order of its reps.
    """
    progress = Progress()
    for one in earlier:
        progress, _ = progress.after(one)
    return progress.after(verdict)[1]
