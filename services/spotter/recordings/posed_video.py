"""A video's frames with everybody's poses and track ids."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.estimator import Person
from spotter.movement.values.body.poses import NOBODY, Keypoints
from spotter.pictures.notices import Notices
from spotter.pictures.video.opening import open_stream
from spotter.pictures.video.reading import VideoFrame, read_video
from spotter.recordings.estimator_loading import load_estimator, model_cache
from spotter.recordings.person_finder import find_people
from spotter.recordings.person_tracking import smoothed_people, track_ids
from spotter.tracking.smoothing import Smoothers
from spotter.tracking.tracker import Tracker

_OPEN_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True, eq=False)
class PosedFrame:
    """One frame and everybody in it.

    ``captured_us`` counts from the video's first frame; ``bgr`` is (H, W, 3) uint8; the ``people``
    have one of ``track_ids`` each.
    """

    captured_us: int
    bgr: NDArray[np.uint8]
    people: tuple[Person, ...]
    track_ids: tuple[int, ...]

    @property
    def keypoints(self) -> Keypoints:
        """(P, 25, 3) float32: everybody's."""
        return np.stack([one.keypoints for one in self.people]) if self.people else NOBODY


class PosedVideo:
    """An open video and its estimator; iterate over it once.

    ``rate_hz`` is the video's frame rate, ``duration_s`` its stated length (None if it states
    none), ``size_px`` the pictures' width and height; ``notices`` fill with what was assumed or
    left out. A video of more than ``max_rate_hz`` is
    thinned. A jittery estimator's keypoints are smoothed unless ``smooths`` is false.

    Raises PictureError when ``path`` is not a video; EstimatorError for an unknown estimator and
    for missing networks.
    """

    def __init__(
        self,
        path: Path,
        estimator: str,
        *,
        max_rate_hz: float | None = None,
        smooths: bool = True,
    ) -> None:
        self.notices = Notices()
        frames = read_video(path, max_rate_hz=max_rate_hz, notices=self.notices)
        first = next(frames)  # before the networks load, so that a file without video fails at once
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
            ids = track_ids(tracker, frame.captured_us, [person.keypoints for person in people])
            if self._smooths:
                people = smoothed_people(smoothers, frame.captured_us, people, ids)  # noqa: PLW2901 - the same people
            yield PosedFrame(frame.captured_us, frame.bgr, people, ids)
