"""Looks at hands of which it is known whether they hold equipment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.equipment.held_look import HeldLook
from spotter.evaluation.errors import EvaluationError
from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.values.body.poses import Keypoints
from spotter.recordings.posed_video import PosedVideo

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """The looks at one clip or scene, of a ``kind``: a tool, or the clip itself.

    ``is_held`` (N,) is the truth, ``scores`` (N,) what was seen, NaN without hands; ``look_s`` (N,)
    how long each took.
    """

    name: str
    kind: str
    is_held: NDArray[np.bool_]
    scores: NDArray[np.float64]
    look_s: NDArray[np.float64]

    @property
    def held(self) -> NDArray[np.float64]:
        """The scores of looks at held equipment."""
        return self.scores[self.is_held]

    @property
    def empty(self) -> NDArray[np.float64]:
        """The scores of looks at empty hands."""
        return self.scores[~self.is_held]


def looks_at(
    name: str,
    kind: str,
    shown: Iterator[tuple[NDArray[np.uint8], Keypoints, bool]],
    look: HeldLook,
    clock: Clock,
) -> Looks:
    """Looks at pictures with one person's keypoints and the truth; ``clock`` gives seconds."""
    told = []
    for bgr, keypoints, is_held in shown:
        began_s = clock()
        score = look.look(bgr, keypoints)
        told.append((is_held, score, clock() - began_s))
    is_held_each, scores, look_s = np.array(told, np.float64).reshape(-1, 3).T
    return Looks(name, kind, is_held_each > 0, scores, look_s)


@dataclass(frozen=True, slots=True)
class LabelledVideo:
    """A video in which equipment is held all the time, or never."""

    path: Path
    is_held: bool


def clip_looks(
    video: LabelledVideo, estimator: str, look: HeldLook, every_s: float, clock: Clock
) -> Looks:
    """Looks at the largest person in a video, every ``every_s`` seconds.

    Raises :class:`EvaluationError` if no hands are seen in it, PictureError for what is no video,
    EstimatorError for missing networks.
    """

    def shown() -> Iterator[tuple[NDArray[np.uint8], Keypoints, bool]]:
        due_us = 0.0
        for frame in PosedVideo(video.path, estimator):
            if frame.captured_us >= due_us and frame.people:
                due_us = frame.captured_us + every_s * 1e6
                yield frame.bgr, _largest(frame.keypoints), video.is_held

    looks = looks_at(video.path.name, video.path.name, shown(), look, clock)
    if not np.isfinite(looks.scores).any():
        raise EvaluationError(f"{video.path}: expected somebody's hands in it; found none")
    return looks


def _largest(people: Keypoints) -> Keypoints:
    sizes_px = np.nan_to_num([body_size_px(one[None]) for one in people])
    largest: Keypoints = people[int(np.argmax(sizes_px))]
    return largest
