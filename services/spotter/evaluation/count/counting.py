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
from spotter.movement.values import MovementError, Pose, PoseSeries, Reference

References = Literal["others", "one", "none"]
"""All other clips of the exercise, each of them alone in turn, or none: the clip itself."""

MATCHED_WITHIN_S = 0.35
_TOLERANCE_US = round(MATCHED_WITHIN_S * 1e6)
_UNSEEN_US = 100_000
_MANY_POSES = 20_000
"""With fewer poses, one process is done before others have started."""
_STILL_RATIO = 0.5
"""Two marks enclose a rest, not a rep, if the movement between them is below this ratio."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The person was in the rest position from one moment to another."""

    from_us: int
    until_us: int

    @property
    def middle_us(self) -> int:
        """The moment that represents the rest."""
        return (self.from_us + self.until_us) // 2

    def is_near(self, mark_us: int) -> bool:
        """Whether a mark lies in the rest or within 0.35 s of it."""
        early_us, late_us = self.from_us - _TOLERANCE_US, self.until_us + _TOLERANCE_US
        return early_us <= mark_us <= late_us


@dataclass(frozen=True, slots=True)
class Matching:
    """The numbers of marks and rests that count, and of matched pairs."""

    marks: int
    rests: int
    pairs: int


@dataclass(frozen=True, slots=True)
class ClipCount:
    """The result for one clip.

    ``truth`` and ``found`` are whole reps if these were counted by eye (``verified``), else marks
    and rests. ``turn_round_frames`` are the middles of all rests found.
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
        """The number of marks with a matching rest."""
        return self.matching.pairs


@dataclass(frozen=True, slots=True)
class Total:
    """Figures over several clips; a ratio over zero is NaN."""

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
    """A row per clip (and per reference if each is used alone); clips without exercise apart."""

    references: References
    rows: tuple[ClipCount, ...]
    idle_rows: tuple[ClipCount, ...]

    @property
    def total(self) -> Total:
        """The figures over all clips with an exercise."""
        return _total(self.rows)

    @property
    def verified_rows(self) -> tuple[ClipCount, ...]:
        """The rows of clips whose reps were counted by eye."""
        return tuple(row for row in self.rows if row.verified)

    @property
    def per_exercise(self) -> dict[str, Total]:
        """The figures of each exercise."""
        names = sorted({row.exercise for row in self.rows})
        return {name: _total([row for row in self.rows if row.exercise == name]) for name in names}

    @property
    def idle_reps_per_minute(self) -> float:
        """Reps found where nobody exercises; NaN without such a clip."""
        seconds = sum(row.seconds for row in self.idle_rows)
        return 60 * sum(row.reps for row in self.idle_rows) / seconds if seconds else np.nan


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
    own = [(clip, _reference(clip)) for clip in clips]
    trained = {clip.exercise for clip in clips if clip.marks_frames or clip.verified_reps} - {""}
    tasks = [
        _Task(clip, names, given)
        for clip in clips
        if clip.exercise in trained
        for names, given in _reference_choices(clip, own, references)
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
    """A clip to count with the references ``given``, which are named ``reference``."""

    clip: Clip
    reference: str
    given: Sequence[Reference]


def rests_of(events: Iterable[RepEvent]) -> list[Rest]:
    """The rests in a cutter's events, in order."""
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


def match_marks(marks_us: Sequence[int], rests: Sequence[Rest], last_us: int) -> Matching:
    """Pair each mark with at most one rest.

    Marks and rests without a partner near the start or the end (``last_us``) are left out.
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


def _reference_choices(
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
    """The whole reps between the clip's marks; None if there is none."""
    pairs = list(zip(clip.marks_frames, clip.marks_frames[1:], strict=False))
    parts = [_part(clip.poses, first, last) for first, last in pairs]
    paths = [_movement_px(part) for part in parts]
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


def _movement_px(poses: PoseSeries) -> float:
    """The largest distance from the first pose, averaged over the joints."""
    displacements = poses.keypoints[..., :2] - poses.keypoints[:1, :, :2]
    seen = np.isfinite(displacements).all(axis=(0, 2))
    return (
        float(np.hypot(*np.moveaxis(displacements[:, seen], -1, 0)).mean(axis=1).max())
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
