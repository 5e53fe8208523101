"""Says when a fault that earlier reps of a set had has gone.

Nothing but the verdicts of the set decides, so whoever reads them says the same. Only a good rep
shows that a fault has gone: a faulty one names at most two faults, which need not be all. And a
good rep may be one by chance: scores of the same movement differ by 37 % from rep to rep (a
logarithmic standard deviation of 0.37, see :mod:`calibration`), so of reps with a fault a
fifth beyond the threshold, three in ten stay below it, one in ten twice running, and one in a
hundred below half of it. Two good reps in a row are asked for, or one that is clearly good.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from spotter.movement.values.verdict import Outcome, Verdict

_IN_A_ROW = 2
_CLEARLY_RATIO = 0.5
_MOST_SAID = 2


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a set has got: what is still to be praised, latest first, and the last good reps."""

    waiting: tuple[str, ...] = ()
    good_in_a_row: int = 0

    def after(self, verdict: Verdict) -> tuple["Progress", tuple[str, ...]]:
        """The progress after the next rep of the set, and what to say: each thing once.

        A rep that cannot be judged changes nothing.
        """
        if verdict.outcome is Outcome.UNSCORABLE:
            return self, ()
        if verdict.outcome is Outcome.FAULTY:
            earlier = (words for words in self.waiting if words not in verdict.praises)
            return Progress((*verdict.praises, *earlier)), ()
        good = self.good_in_a_row + 1
        is_clear = verdict.score <= _CLEARLY_RATIO * verdict.threshold
        if self.waiting and (good >= _IN_A_ROW or is_clear):
            return Progress((), good), self.waiting[:_MOST_SAID]
        return Progress(self.waiting, good), ()


def may_show_fixed(verdict: Verdict) -> bool:
    """Whether the earlier reps of the set decide what there is to say of ``verdict``."""
    return verdict.outcome is Outcome.GOOD


def fixed_faults(earlier: Iterable[Verdict], verdict: Verdict) -> tuple[str, ...]:
    """What to say of faults that ``verdict`` shows to have gone, as "Deep enough now.".

    ``earlier`` are the verdicts of the same set before it, in the order of its reps.
    """
    progress = Progress()
    for one in earlier:
        progress, _ = progress.after(one)
    return progress.after(verdict)[1]
