"""The body that holds the equipment, and its wrist to compare with, as an estimator sees them."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from spotter.equipment.place import Place
from spotter.evaluation.errors import EvaluationError
from spotter.movement.values import Joint
from spotter.movement.values.body.poses import Keypoints
from spotter.recordings.posed_video import PosedVideo

_WRISTS = (Joint.RIGHT_WRIST, Joint.LEFT_WRIST)

Bodies = Mapping[int, Keypoints]
"""One person's (25, 3) keypoints by picture."""


def holder_in(video: Path, estimator: str, marks: Mapping[int, Place]) -> Bodies:
    """Who holds the marked equipment: the track with a wrist nearest to it in the median.

    Raises :class:`EvaluationError` if no wrist is seen beside a mark.
    """
    tracks: dict[int, dict[int, Keypoints]] = {}
    for index, frame in enumerate(PosedVideo(video, estimator)):
        for track_id, person in zip(frame.track_ids, frame.people, strict=True):
            tracks.setdefault(track_id, {})[index] = person.keypoints
    beside = [bodies for bodies in tracks.values() if any(_paths(bodies, marks))]
    if not beside:
        raise EvaluationError(f"{video}: expected a wrist beside the equipment; found none")
    return min(beside, key=lambda bodies: _apart_radii(wrist_path(bodies, marks), marks))


def wrist_path(bodies: Bodies, marks: Mapping[int, Place]) -> dict[int, Place]:
    """At each marked picture in which it is seen, the wrist that is nearer to the marks."""
    seen = [path for path in _paths(bodies, marks) if path]
    return min(seen, key=lambda path: _apart_radii(path, marks), default={})


def _paths(bodies: Bodies, marks: Mapping[int, Place]) -> list[dict[int, Place]]:
    return [_path(bodies, marks, wrist) for wrist in _WRISTS]


def _path(bodies: Bodies, marks: Mapping[int, Place], wrist: Joint) -> dict[int, Place]:
    return {
        index: Place(float(bodies[index][wrist, 0]), float(bodies[index][wrist, 1]), mark.radius_px)
        for index, mark in marks.items()
        if index in bodies and np.isfinite(bodies[index][wrist, 0])
    }


def _apart_radii(path: Mapping[int, Place], marks: Mapping[int, Place]) -> float:
    return float(np.median([marks[index].apart_radii(place) for index, place in path.items()]))
