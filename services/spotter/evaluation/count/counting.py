"""How well reps are counted, and the rests between them found, on recordings with known marks.

Somebody marked the moments at which a person turns round in the rest position: a rep ends there,
the next one begins, or both. What is found is such rests too, each from the end of one rep until
the start of the next, and those at the open ends of reps that the recording cuts off. A mark is
matched by a rest that it is in, or is within 0.35 s of. Each rest counts once, however long it is,
and its middle stands for it where one moment is asked for.

Within 0.35 s of the recording's start or end nobody can tell, and those who mark do not agree,
whether a rest belongs to a rep or the person has just been still: a mark or a rest there counts
when it has a partner, and is left out when it has none. *Counted exactly* means

- where somebody has counted the reps (``verified_reps``), that as many whole reps are found;
- elsewhere that as many rests are found as marks are there.

``as_marked`` is the stricter count of reps or rests that leaves out only what touches the first or
the last 0.1 s, where no rest can be seen.

A clip whose reps somebody has counted, and nobody has marked, says nothing of turn-rounds.

Of a clip of no exercise all that is found is wrong; it is watched with the references of every
exercise in turn.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from spotter.evaluation.count.gym_clips import Clip
from spotter.evaluation.parallel import each
from spotter.movement.segmentation import (
    RepAbandoned,
    RepCutter,
    RepEnded,
    RepEvent,
    WhyAbandoned,
    learn_template,
)
from spotter.movement.segmentation.reference_recording import make_reference
from spotter.movement.values.errors import MovementError
from spotter.movement.values.poses import Pose, PoseSeries
from spotter.movement.values.reference import Reference

References = Literal["others", "one", "none"]
"""All other clips of the exercise, each of them alone in turn, or none: the clip itself."""

MATCHED_WITHIN_S = 0.35
_TOLERANCE_US = round(MATCHED_WITHIN_S * 1e6)
_UNSEEN_US = 100_000
_MANY_POSES = 20_000
"""Fewer are counted before other processes have started."""
_STILL_RATIO = 0.5
"""Between two marks lies a rest when less than this ratio of a rep's movement is there."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The person was in the rest position from one moment to another."""

    from_us: int
    until_us: int

    @property
    def middle_us(self) -> int:
        """The moment that stands for it."""
        return (self.from_us + self.until_us) // 2

    def is_near(self, mark_us: int) -> bool:
        """Whether a mark is in it, or within 0.35 s of it."""
        early_us, late_us = self.from_us - _TOLERANCE_US, self.until_us + _TOLERANCE_US
        return early_us <= mark_us <= late_us


@dataclass(frozen=True, slots=True)
class Matching:
    """How many marks and rests there are to judge, and how many of them belong together."""

    marks: int
    rests: int
    pairs: int


@dataclass(frozen=True, slots=True)
class ClipCount:
    """What was found in one clip.

    ``truth`` and ``found`` are whole reps where these are known (``verified``), else marks and
    rests. ``turn_round_frames`` are the middles of all rests that were found.
    """

    name: str
    exercise: str
    reference: str
    seconds: float
    verified: bool
    truth: int
    found: int
    reps: int
    marks_frames: tuple[int, ...]
    turn_round_frames: tuple[int, ...]
    matching: Matching
    rests_seen: int

    @property
    def matched(self) -> int:
        """How many marks have a rest of their own."""
        return self.matching.pairs


@dataclass(frozen=True, slots=True)
class Total:
    """Figures over several clips; a ratio of nothing is NaN."""

    clips: int
    exactly_ratio: float
    within_one_ratio: float
    precision_ratio: float
    recall_ratio: float
    f1_ratio: float
    as_marked_exactly_ratio: float
    as_marked_within_one_ratio: float


@dataclass(frozen=True, slots=True)
class CountReport:
    """Rows per clip (and per reference, when each is used alone), those of no exercise apart."""

    references: References
    rows: tuple[ClipCount, ...]
    idle_rows: tuple[ClipCount, ...]

    @property
    def total(self) -> Total:
        """Over all clips of an exercise."""
        return _total(self.rows)

    @property
    def verified_rows(self) -> tuple[ClipCount, ...]:
        """Those whose reps somebody has counted."""
        return tuple(row for row in self.rows if row.verified)

    @property
    def per_exercise(self) -> dict[str, Total]:
        """The same for each exercise."""
        names = sorted({row.exercise for row in self.rows})
        return {name: _total([row for row in self.rows if row.exercise == name]) for name in names}

    @property
    def idle_reps_per_minute(self) -> float:
        """Reps that were found where nobody exercises; NaN without such a clip."""
        seconds = sum(row.seconds for row in self.idle_rows)
        return 60 * sum(row.reps for row in self.idle_rows) / seconds if seconds else np.nan


def evaluate_counts(
    clips: Sequence[Clip],
    references: References = "others",
    processes: int = 1,
    counted: Callable[[int, int], None] = lambda _done, _of: None,
) -> CountReport:
    """Count the reps of every clip online, each with references from the other clips.

    Where no other clip of the exercise shows a rep between two marks, the clip's own movement
    serves (``reference`` of its row says ``itself``). An exercise of which no clip has a mark or a
    rep is none. ``counted`` is told after each count how many are done, of how many.
    """
    own = [(clip, _reference(clip)) for clip in clips]
    trained = {clip.exercise for clip in clips if clip.marks_frames or clip.verified_reps} - {""}
    tasks = [
        _Task(clip, names, given)
        for clip in clips
        if clip.exercise in trained
        for names, given in _given(clip, own, references)
    ]
    idle = [
        _Task(clip, f"all {exercise}", given)
        for clip in clips
        if clip.exercise not in trained
        for exercise, given in _by_exercise(own).items()
    ]
    poses = sum(len(task.clip.poses) for task in (*tasks, *idle))
    rows: list[ClipCount] = []
    for row in each(_count, (*tasks, *idle), processes if poses > _MANY_POSES else 1):
        rows.append(row)
        counted(len(rows), len(tasks) + len(idle))
    return CountReport(references, tuple(rows[: len(tasks)]), tuple(rows[len(tasks) :]))


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """A clip to count, by references of this name."""

    clip: Clip
    reference: str
    given: Sequence[Reference]


def rests_of(events: Iterable[RepEvent]) -> list[Rest]:
    """The rests in what a cutter said, in order."""
    rests: list[Rest] = []
    back_us: int | None = None
    for event in events:
        match event:
            case RepEnded():
                rests += _rest(back_us, event.started_us)
                back_us = event.ended_us
            case RepAbandoned(why=WhyAbandoned.START_UNSEEN):
                rests += _rest(back_us, None)
                back_us = event.back_us
            case RepAbandoned(why=WhyAbandoned.END_UNSEEN):
                rests += _rest(back_us, event.started_us)
                back_us = None
            case _:
                pass
    return [*rests, *_rest(back_us, None)]


def _rest(from_us: int | None, until_us: int | None) -> list[Rest]:
    known = [time_us for time_us in (from_us, until_us) if time_us is not None]
    return [Rest(known[0], known[-1])] if known else []


def match_up(marks_us: Sequence[int], rests: Sequence[Rest], last_us: int) -> Matching:
    """Pair marks with rests, each with one at most.

    What stays alone near the start or the end, at ``last_us``, is left out.
    """
    alone, left = [], sorted(rests, key=lambda rest: rest.until_us)
    for mark_us in sorted(marks_us):
        near = next((rest for rest in left if rest.is_near(mark_us)), None)
        if near is None:
            alone.append(mark_us)
        else:
            left.remove(near)
    pairs = len(rests) - len(left)
    inner = range(_TOLERANCE_US + 1, last_us - _TOLERANCE_US)
    return Matching(
        marks=pairs + sum(mark_us in inner for mark_us in alone),
        rests=pairs + sum(rest.middle_us in inner for rest in left),
        pairs=pairs,
    )


def _given(
    clip: Clip, own: Sequence[tuple[Clip, Reference | None]], references: References
) -> Iterator[tuple[str, list[Reference]]]:
    others = [
        (other.name, reference)
        for other, reference in own
        if other is not clip and other.exercise == clip.exercise and reference
    ]
    if references == "none" or not others:
        yield "itself", _itself(clip)
    elif references == "others":
        yield f"{len(others)} others", [reference for _, reference in others]
    else:
        yield from ((name, [reference]) for name, reference in others)


def _by_exercise(
    own: Sequence[tuple[Clip, Reference | None]],
) -> dict[str, list[Reference]]:
    found: dict[str, list[Reference]] = {}
    for clip, reference in own:
        if reference:
            found.setdefault(clip.exercise, []).append(reference)
    return found


def _itself(clip: Clip) -> list[Reference]:
    try:
        return [make_reference(clip.exercise, clip.poses)]
    except MovementError:
        return []


def _reference(clip: Clip) -> Reference | None:
    """The whole reps between the clip's marks; None without one."""
    pairs = list(zip(clip.marks_frames, clip.marks_frames[1:], strict=False))
    parts = [_part(clip.poses, first, last) for first, last in pairs]
    paths = [_path_px(part) for part in parts]
    reps = [
        part
        for part, path in zip(parts, paths, strict=True)
        if path > 0 and path >= _STILL_RATIO * float(np.median(paths))
    ]
    if not reps or not clip.exercise:
        return None
    reference = Reference(clip.exercise, tuple(reps), clip.name)
    try:
        learn_template(reference)
    except MovementError:
        return None
    return reference


def _part(poses: PoseSeries, first: int, last: int) -> PoseSeries:
    return PoseSeries(poses.captured_us[first : last + 1], poses.keypoints[first : last + 1])


def _path_px(poses: PoseSeries) -> float:
    """How far the joints are from where they began, at most, on average over the joints."""
    ways = poses.keypoints[..., :2] - poses.keypoints[:1, :, :2]
    seen = np.isfinite(ways).all(axis=(0, 2))
    return (
        float(np.hypot(*np.moveaxis(ways[:, seen], -1, 0)).mean(axis=1).max())
        if seen.any()
        else 0.0
    )


def _count(task: _Task) -> ClipCount:
    clip = task.clip
    events = _events(task.given, clip.poses) if task.given else []
    times_us = clip.poses.captured_us
    marks_us = [int(times_us[mark]) for mark in clip.marks_frames]
    rests = rests_of(events)
    last_us = int(times_us[-1]) if len(times_us) else 0
    unmarked = clip.verified_reps is not None and not marks_us
    matching = Matching(0, 0, 0) if unmarked else match_up(marks_us, rests, last_us)
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


def _total(rows: Sequence[ClipCount]) -> Total:
    off = np.array([abs(row.found - row.truth) for row in rows])
    off_as_marked = np.array([_off_as_marked(row) for row in rows])
    pairs = sum(row.matched for row in rows)
    precision = _ratio(pairs, sum(row.matching.rests for row in rows))
    recall = _ratio(pairs, sum(row.matching.marks for row in rows))
    return Total(
        clips=len(rows),
        exactly_ratio=_ratio(int((off == 0).sum()), len(rows)),
        within_one_ratio=_ratio(int((off <= 1).sum()), len(rows)),
        precision_ratio=precision,
        recall_ratio=recall,
        f1_ratio=_ratio(2 * precision * recall, precision + recall),
        as_marked_exactly_ratio=_ratio(int((off_as_marked == 0).sum()), len(rows)),
        as_marked_within_one_ratio=_ratio(int((off_as_marked <= 1).sum()), len(rows)),
    )


def _off_as_marked(row: ClipCount) -> int:
    if row.verified:
        return abs(row.found - row.truth)
    return abs(row.rests_seen - len(row.marks_frames))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else np.nan
