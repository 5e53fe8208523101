"""Sets of motion capture: several good reps of one person, one after the other, filmed at once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotter.evaluation.errors import EvaluationError
from spotter.evaluation.form.filming import Standpoint, View, film, series
from spotter.evaluation.form.ui_prmd import UI_PRMD_KEYS, captured_reps
from spotter.movement.values import PoseSeries, Reference
from spotter.pose_files.npz_file import read_arrays

_REPS = 6
_RECORDED_REPS = 3


@dataclass(frozen=True, slots=True, eq=False)
class CapturedSet:
    """Good reps of one person: (T, 18, 3) joints each, millimetres, NaN where one was lost."""

    exercise: str
    person: int
    reps_mm: tuple[NDArray[np.float64], ...]

    def filmed(self, view: View, rng: np.random.Generator) -> "FilmedSet":
        """As a camera sees it that stands near where it should."""
        camera = Standpoint.of(view).moved(rng)
        poses = series(film(np.concatenate(self.reps_mm), camera, rng))
        edges = np.cumsum([0, *map(len, self.reps_mm)]).tolist()
        times = poses.captured_us
        reps = tuple(poses.between(int(times[a]), int(times[b - 1])) for a, b in pairwise(edges))
        return FilmedSet(self.exercise, self.person, poses, reps)


@dataclass(frozen=True, slots=True, eq=False)
class FilmedSet:
    """A set as a camera saw it: all of it, and its reps."""

    exercise: str
    person: int
    poses: PoseSeries
    reps: tuple[PoseSeries, ...]

    @property
    def reference(self) -> Reference:
        """Its first three reps, as a recording."""
        return Reference(self.exercise, self.reps[:_RECORDED_REPS])


def read_sets(path: Path, people: Collection[int]) -> list[CapturedSet]:
    """A set of six reps of each exercise of these people, or as many as there are.

    Raises :class:`EvaluationError` for another kind of file, and unless two or more of the people
    are in it; PoseFileError for a broken one.
    """
    arrays = read_arrays(path)
    if not set(UI_PRMD_KEYS) <= arrays.keys():
        raise EvaluationError(f"{path}: expected motion capture; found {', '.join(arrays)}")
    found = defaultdict[tuple[str, int], list[NDArray[np.float64]]](list)
    for one in captured_reps(path, arrays):
        if one.is_good and one.person in people:
            found[one.exercise, one.person].append(one.joints_mm)
    if len({person for _, person in found}) < 2:
        raise EvaluationError(f"{path}: expected good reps of two of the people {sorted(people)}")
    return [CapturedSet(*key, tuple(reps[:_REPS])) for key, reps in found.items()]
