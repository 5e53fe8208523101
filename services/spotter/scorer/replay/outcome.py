"""What becomes of reps that are scored again, counted. Pure."""

from collections.abc import Iterable

from spotter.scorer.replay.visit_replay import Rescored, Standard
from spotter.wire.replays import RepChange, ReplayedReps, Said, says_the_same


def outcome_of(visit_id: str, rescored: Iterable[Rescored], standard: Standard) -> ReplayedReps:
    """What came of a visit's reps."""
    return sum((_outcome(one, standard) for one in rescored), ReplayedReps((visit_id,)))


def _outcome(rescored: Rescored, standard: Standard) -> ReplayedReps:
    before, after = rescored.entry.judged, rescored.again
    if after is None:
        is_without = rescored.is_without_baseline
        return ReplayedReps(without_poses=not is_without, without_baseline=is_without)
    if says_the_same(before, after):
        return ReplayedReps(same=1)
    has_same_outcome = before.verdict.outcome is after.verdict.outcome
    is_same_standard = standard.is_that_of(before)
    if has_same_outcome and not is_same_standard:
        return ReplayedReps(same_outcome=1)
    change = RepChange(
        before.rep_id,
        rescored.entry.member_id,
        before.exercise,
        before.started_us,
        Said.by(before.verdict),
        Said.by(after.verdict),
        is_same_standard,
    )
    return ReplayedReps(changes=(change,))
