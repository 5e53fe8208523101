"""Reads recordings of sets with hand-marked turn-rounds.

A keypoints file (``.npz``) holds ``kp`` (frames, 18, 3), COCO-18 keypoints of all clips one after
another (x and y in pixels, confidence; 0, 0, 0 is missing), and ``length`` (clips,). A truth file
(``.json``) describes the same clips in the same order: ``exercise``, ``clip``, ``fps``,
``markers_dedup`` (frames at which a rep starts or ends; ``markers`` if it is missing),
``verified_reps`` and ``usable_truth``. All keys except exercise, clip and fps may be missing or
null; an exercise that is null or "none" means no exercise.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spotter.evaluation.errors import EvaluationError
from spotter.evaluation.json_file import read_json
from spotter.movement.values import PoseSeries, from_coco_18
from spotter.pose_files.npz_file import clips_in, read_arrays

_NO_EXERCISE = frozenset({"", "none", "no exercise", "no-exercise", "no_exercise"})


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """A labelled recording of one person.

    ``exercise`` is "" if nobody exercises. ``marks_frames`` are the frames at which the person
    turns round in the rest position, ascending; ``verified_reps`` is the number of whole reps if
    somebody counted them.
    """

    name: str
    exercise: str
    poses: PoseSeries
    fps_hz: float
    marks_frames: tuple[int, ...]
    verified_reps: int | None

    @property
    def seconds(self) -> float:
        """The length of the recording."""
        return len(self.poses) / self.fps_hz


def read_clips(keypoints_path: Path, truth_path: Path) -> list[Clip]:
    """The clips of a keypoints file with usable truth, in the file's order.

    Raises :class:`EvaluationError` for a broken truth file and if the two do not match,
    PoseFileError for a broken keypoints file.
    """
    arrays = read_arrays(keypoints_path)
    if not {"kp", "length"} <= arrays.keys():
        raise EvaluationError(
            f"{keypoints_path}: expected the arrays kp and length; "
            f"found {', '.join(sorted(arrays))}"
        )
    parts = clips_in(keypoints_path, arrays, "kp")
    truths = _truths(truth_path)
    if len(truths) != len(parts):
        raise EvaluationError(
            f"{truth_path}: expected {len(parts)} clips, as in {keypoints_path}; "
            f"found {len(truths)}"
        )
    return [
        _clip(truth, part, f"clip {number} of {truth_path}")
        for number, (truth, part) in enumerate(zip(truths, parts, strict=True), 1)
        if not isinstance(truth, dict) or truth.get("usable_truth") is not False
    ]


def _truths(path: Path) -> list[Any]:
    truths = read_json(path, "the truth")
    if not isinstance(truths, list) or not truths:
        raise EvaluationError(
            f"{path}: expected a JSON list of clips; found {type(truths).__name__}"
        )
    return truths


def _marks(truth: dict[str, Any]) -> list[Any]:
    return truth.get("markers_dedup") or truth.get("markers") or []


def _clip(truth: Any, keypoints: NDArray[np.float64], where: str) -> Clip:  # noqa: ANN401 - JSON
    try:
        fps_hz, name = float(truth["fps"]), str(truth["clip"])
        exercise = str(truth["exercise"] or "")
        marks = tuple(sorted(int(mark) for mark in _marks(truth)))
        verified = truth.get("verified_reps")
        reps = None if verified is None else int(verified)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise EvaluationError(
            f"{where}: expected exercise, clip, fps, markers_dedup and verified_reps; "
            f"found {error!r}"
        ) from error
    if not 0 < fps_hz < np.inf or (marks and not 0 <= marks[0] <= marks[-1] < len(keypoints)):
        raise EvaluationError(
            f"{where}: expected fps above 0 and markers within its {len(keypoints)} frames; "
            f"found {fps_hz} and {marks}"
        )
    times_us = np.round(np.arange(len(keypoints)) * 1e6 / fps_hz).astype(np.int64)
    poses = PoseSeries(times_us, from_coco_18(keypoints))
    nothing = exercise.lower() in _NO_EXERCISE
    return Clip(name, "" if nothing else exercise, poses, fps_hz, marks, reps)
