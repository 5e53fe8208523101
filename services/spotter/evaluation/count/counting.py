"""How well Spotter counts reps, and finds the rests between them, in recordings with marks.

Somebody marked the moments at which a person turns round in the rest position: a rep ends there,
the next one begins, or both. Spotter finds such rests too, each from the end of one rep to the
start of the next, and the rests at the open ends of reps that the recording cuts off. A rest
matches a mark that lies in it or within 0.35 s of it. Each rest counts once, however long it is;
its middle represents it as a single moment.

Within 0.35 s of the recording's start or end, nobody can tell whether a rest belongs to a rep or
the person was just standing still, and annotators disagree. A mark or a rest there counts if it has
a partner, and is left out if it has none. *Counted exactly* means

- if somebody counted the reps (``verified_reps``), that this many whole reps are found;
- otherwise, that as many rests are found as there are marks.

``as_marked`` is a stricter count of reps or rests; it leaves out only the first and the last 0.1 s,
where no rest is visible.

A clip whose reps are counted but not marked does not count for the turn-rounds.

In a clip without an exercise every rep found is wrong; it is searched with the references of every
exercise in turn.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spotter.evaluation.count.figures import ClipCount, CountReport, References
from spotter.evaluation.count.gym_clips import Clip
from spotter.evaluation.count.references import by_exercise, reference_choices, reference_of
from spotter.evaluation.count.rests import Matching, match_marks, rests_of
from spotter.evaluation.parallel import each
from spotter.movement.segmentation import RepCutter, RepEnded, RepEvent, learn_template
from spotter.movement.values import Pose, PoseSeries, Reference

_UNSEEN_US = 100_000
_MANY_POSES = 20_000
"""With fewer poses, one process is done before others have started."""


def evaluate_counts(
    clips: Sequence[Clip],
    references: References = "others",
    processes: int = 1,
    counted: Callable[[int, int], None] = lambda _done, _of: None,
) -> CountReport:
    """Count the reps of every clip online, each with references from the other clips.

    If no other clip of the exercise shows a rep between two marks, the clip's own movement is the
    reference (the row's ``reference`` is ``itself``). An exercise without any mark or counted rep
    counts as no exercise. ``counted`` gets the numbers of finished and of all counts.
    """
    own = [(clip, reference_of(clip)) for clip in clips]
    trained = {clip.exercise for clip in clips if clip.marks_frames or clip.verified_reps} - {""}
    tasks = [
        _Task(clip, names, given)
        for clip in clips
        if clip.exercise in trained
        for names, given in reference_choices(clip, own, references)
    ]
    idle = [
        _Task(clip, f"all {exercise}", given)
        for clip in clips
        if clip.exercise not in trained
        for exercise, given in by_exercise(own).items()
    ]
    poses = sum(len(task.clip.poses) for task in (*tasks, *idle))
    rows: list[ClipCount] = []
    for row in each(_count, (*tasks, *idle), processes if poses > _MANY_POSES else 1):
        rows.append(row)
        counted(len(rows), len(tasks) + len(idle))
    return CountReport(references, tuple(rows[: len(tasks)]), tuple(rows[len(tasks) :]))


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """A clip to count with the references ``given``, which are named ``reference``."""

    clip: Clip
    reference: str
    given: Sequence[Reference]


def _count(task: _Task) -> ClipCount:
    clip = task.clip
    events = _events(task.given, clip.poses) if task.given else []
    times_us = clip.poses.captured_us
    marks_us = [int(times_us[mark]) for mark in clip.marks_frames]
    rests = rests_of(events)
    last_us = int(times_us[-1]) if len(times_us) else 0
    unmarked = clip.verified_reps is not None and not marks_us
    matching = Matching(0, 0, 0) if unmarked else match_marks(marks_us, rests, last_us)
    reps = sum(isinstance(event, RepEnded) for event in events)
    verified = clip.verified_reps is not None
    return ClipCount(
        name=clip.name,
        exercise=clip.exercise,
        reference=task.reference,
        seconds=clip.seconds,
        verified=verified,
        truth=matching.marks if clip.verified_reps is None else clip.verified_reps,
        found=reps if verified else matching.rests,
        reps=reps,
        marks_frames=clip.marks_frames,
        turn_round_frames=tuple(round(rest.middle_us * clip.fps_hz / 1e6) for rest in rests),
        matching=matching,
        rests_seen=sum(_UNSEEN_US < rest.middle_us < last_us - _UNSEEN_US for rest in rests),
    )


def _events(references: Sequence[Reference], poses: PoseSeries) -> list[RepEvent]:
    cutter = RepCutter(learn_template(*references))
    fed = zip(poses.captured_us, poses.keypoints, strict=True)
    events = [event for time, points in fed for event in cutter.feed(Pose(int(time), points))]
    return events + cutter.finish()
