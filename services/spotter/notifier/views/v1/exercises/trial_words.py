"""What came of a trial, in words."""

from collections import Counter

from spotter.movement.values.text import counted
from spotter.wire.replays import RepChange, ReplayedReps

_PROBLEMS_SHOWN = 3


def result_words(result: ReplayedReps, left_out: int) -> list[str]:
    """What would have been said of the reps, and which were not judged again; sentences."""
    not_judged = (
        (result.without_poses, "their poses are not kept"),
        (result.without_baseline, "their person's own first reps are not kept"),
        (left_out, "there are so many, and these are the oldest"),
    )
    return [
        _changed(result),
        *(f"{counted(reps, 'rep')} not judged again: {why}." for reps, why in not_judged if reps),
        *(f"Not judged again: {one}." for one in result.problems[:_PROBLEMS_SHOWN]),
    ]


def _changed(result: ReplayedReps) -> str:
    if not result.scored:
        return "No rep could be judged again."
    changes, judged = result.changes, counted(result.scored, "rep")
    if not changes:
        return f"Of {judged}, no verdict would change."
    ways = Counter((one.before.outcome.value, one.after.outcome.value) for one in changes)
    said = ", ".join(f"{reps} from {one} to {other}" for (one, other), reps in ways.most_common())
    return f"Of {judged}, {len(changes)} would get another verdict: {said}. {_whose(changes)}"


def _whose(changes: tuple[RepChange, ...]) -> str:
    members = len({one.member_id for one in changes} - {""})
    nobodys = sum(not one.member_id for one in changes)
    if not members:
        return "They are nobody's in particular."
    also = f"; {nobodys} are nobody's in particular" if nobodys else ""
    return f"They are of {counted(members, 'member')}{also}."
