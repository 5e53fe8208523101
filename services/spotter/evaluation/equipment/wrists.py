"""Where the hand is that holds the equipment, as an estimator sees it: what to compare with."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from spotter.equipment.place import Place
from spotter.evaluation.errors import EvaluationError
from spotter.movement.values import Joint
from spotter.movement.values.poses import Keypoints
from spotter.recordings.posed_video import PosedVideo

_WRISTS = (Joint.RIGHT_WRIST, Joint.LEFT_WRIST)


def wrist_path(video: Path, estimator: str, marks: Mapping[int, Place]) -> dict[int, Place]:
    """At each marked picture in which it is seen, the wrist that is nearer to the marks.

    Raises :class:`EvaluationError` if no wrist is seen beside a mark.
    """
    people = {
        index: frame.keypoints
        for index, frame in enumerate(PosedVideo(video, estimator))
        if index in marks
    }
    paths = [_path(people, marks, wrist) for wrist in _WRISTS]
    seen = [path for path in paths if path]
    if not seen:
        raise EvaluationError(f"{video}: expected a wrist beside the equipment; found none")
    return min(seen, key=lambda path: _apart_radii(path, marks))


def _path(
    people: Mapping[int, Keypoints], marks: Mapping[int, Place], wrist: Joint
) -> dict[int, Place]:
    path = {}
    for index, keypoints in people.items():
        seen = [
            Place(float(x_px), float(y_px), marks[index].radius_px)
            for x_px, y_px in keypoints[:, wrist, :2]
            if np.isfinite(x_px)
        ]
        if seen:
            path[index] = min(seen, key=marks[index].apart_radii)
    return path


def _apart_radii(path: Mapping[int, Place], marks: Mapping[int, Place]) -> float:
    return float(np.median([marks[index].apart_radii(place) for index, place in path.items()]))
