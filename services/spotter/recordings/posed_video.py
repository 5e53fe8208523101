"""A video's frames with everybody's poses, numbered from frame to frame."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotter.movement.values.poses import Keypoints
from spotter.pictures.stream import open_stream
from spotter.pictures.video import VideoFrame, read_video
from spotter.recordings.estimator_loading import load_estimator, model_cache
from spotter.recordings.person_finder import find_people
from spotter.recordings.person_tracking import smoothed_people, track_ids
from spotter.tracking.smoothing import Smoothers
from spotter.tracking.tracker import Tracker

_OPEN_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True, eq=False)
class PosedFrame:
    """One frame and everybody in it.

    ``captured_us`` counts from the video's first frame, whose ``bgr`` is (H, W, 3) uint8;
    ``people`` is (P, 25, 3) float32, and ``track_ids`` tells who of them is who.
    """

    captured_us: int
    bgr: NDArray[np.uint8]
    people: Keypoints
    track_ids: tuple[int, ...]


class PosedVideo:
    """An open video and the estimator that looks at it; to be iterated once.

    ``rate_hz`` is the video's own, ``duration_s`` what it says of its length (None: nothing),
    ``size_px`` its pictures' width and height. Of more than ``max_rate_hz`` frames a second some
    are left out. Where the estimator's keypoints tremble they are calmed, unless ``smooths`` is
    false.

    Raises PictureError when it is no video; EstimatorError when there is no such estimator, and
    when its networks are not there.
    """

    def __init__(
        self,
        path: Path,
        estimator: str,
        *,
        max_rate_hz: float | None = None,
        smooths: bool = True,
    ) -> None:
        frames = read_video(path, max_rate_hz=max_rate_hz)
        first = next(frames)  # before the networks are loaded: what is no video fails at once
        with open_stream(str(path), timeout_s=_OPEN_TIMEOUT_S) as stream:
            self.rate_hz, self.duration_s = stream.rate_hz, stream.duration_s
        self.path = path
        self.size_px = (first.bgr.shape[1], first.bgr.shape[0])
        self.estimator = load_estimator(estimator, model_cache(), os.cpu_count() or 1, os.environ)
        self._smooths = smooths and self.estimator.is_jittery
        self._frames: Iterator[VideoFrame] = chain([first], frames)

    def __iter__(self) -> Iterator[PosedFrame]:
        tracker, smoothers = Tracker(), Smoothers()
        for frame, people in find_people(self.estimator, self._frames):
            ids = track_ids(tracker, frame.captured_us, people)
            if self._smooths:
                people = smoothed_people(smoothers, frame.captured_us, people, ids)  # noqa: PLW2901 - the same people
            yield PosedFrame(frame.captured_us, frame.bgr, people, ids)
