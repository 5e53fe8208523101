"""What counting came to: for each clip, for an exercise, and in all. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from spotter.evaluation.count.rests import Matching

References = Literal["others", "one", "none"]
"""All other clips of the exercise, each of them alone in turn, or none: the clip itself."""


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
