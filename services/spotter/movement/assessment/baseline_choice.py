"""Which reps become a person's baseline, and when a set differs from the references throughout."""

import hashlib
from collections.abc import Iterable, Sequence
from statistics import median

import numpy as np

from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.judged.verdict import Outcome, Verdict
from spotter.movement.values.taught.baseline import BASELINE_REPS, Baseline

_JUDGED_REPS = 3
_THROUGHOUT_RATIO = 0.84
"""Of the threshold for 5 % of strangers' good reps: one in ten exceeds it, by the spread of good
scores in :mod:`relation`, and the scores of one set's reps are alike."""


def passes(verdict: Verdict) -> bool:
    """Whether the rep may become part of a baseline: good by the references themselves."""
    is_good = verdict.outcome is Outcome.GOOD and verdict.reference_ratio <= 1
    return is_good and not verdict.baseline_id


def baseline_of(passed: Sequence[tuple[str, PoseSeries]]) -> Baseline | None:
    """The baseline of a person's first reps that passed (id and poses); None while too few did.

    Its id depends on the ids of the reps alone.
    """
    if len(passed) < BASELINE_REPS:
        return None
    rep_ids, reps = zip(*passed[:BASELINE_REPS], strict=True)
    return Baseline(baseline_id_of(rep_ids), rep_ids, reps)


def baseline_id_of(rep_ids: Iterable[str]) -> str:
    """The id of the baseline that consists of these reps, 16 hexadecimal digits."""
    return hashlib.sha256("\n".join(rep_ids).encode()).hexdigest()[:16]


def differs_throughout(earlier: Iterable[Verdict], verdict: Verdict) -> bool:
    """Whether ``verdict`` shows that its set differs from the references throughout.

    ``earlier`` are the verdicts of the set's earlier reps. The set's third rep that the references
    can judge decides, by the median of the three, so it is said at most once in a set.
    """
    ratios = [one.reference_ratio for one in (*earlier, verdict)]
    judged = [ratio for ratio in ratios if np.isfinite(ratio)]
    if len(judged) != _JUDGED_REPS or not np.isfinite(verdict.reference_ratio):
        return False
    return median(judged) > _THROUGHOUT_RATIO
