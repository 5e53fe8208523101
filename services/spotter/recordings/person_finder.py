"""Finds everybody in a video, even with an estimator that finds one person per picture."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from spotter.estimators.estimator import Estimation, Estimator, Person, Picture
from spotter.movement.values import Keypoints
from spotter.pictures.video.reading import VideoFrame

_BATCH = 4
_VIDEO = "video"
_SCAN_EVERY_US = 500_000
_SAME_RATIO = 0.25
"""Two detections whose joints are this near, as a ratio of the person's size, are one person."""

Window = tuple[slice, slice]
"""Rows and columns of a picture."""


def find_people(
    estimator: Estimator, frames: Iterable[VideoFrame]
) -> Iterator[tuple[VideoFrame, tuple[Person, ...]]]:
    """Each frame of a video with its people, each with at least one joint."""
    everybody = _in_batches if estimator.finds_everybody else _one_by_one
    for frame, people in everybody(estimator, frames):
        yield frame, tuple(person for person in people if _shows_a_joint(person))


def _one_by_one(
    estimator: Estimator, frames: Iterable[VideoFrame]
) -> Iterator[tuple[VideoFrame, tuple[Person, ...]]]:
    finder = PeopleFinder(estimator)
    for frame in frames:
        yield frame, finder.find(frame.captured_us, frame.bgr)


def _in_batches(
    estimator: Estimator, frames: Iterable[VideoFrame]
) -> Iterator[tuple[VideoFrame, tuple[Person, ...]]]:
    """Read the maps of one batch while the network works on the next."""
    rest = iter(frames)
    before: list[VideoFrame] = []
    finish: Estimation = list
    while batch := list(islice(rest, _BATCH)):
        begun = estimator.begin([Picture(_VIDEO, frame.captured_us, frame.bgr) for frame in batch])
        yield from zip(before, finish(), strict=True)
        before, finish = batch, begun
    yield from zip(before, finish(), strict=True)


class PeopleFinder:
    """Searches the whole picture, and twice a second also square windows of it.

    A window with another person in it is then searched in every frame for as long as it has one.
    """

    def __init__(self, estimator: Estimator) -> None:
        self._estimator = estimator
        self._occupied: set[int] = set()
        self._next_scan_us = 0

    def find(self, captured_us: int, bgr: NDArray[np.uint8]) -> tuple[Person, ...]:
        """The people in the next frame, (H, W, 3) uint8."""
        scans = captured_us >= self._next_scan_us
        if scans:
            self._next_scan_us = captured_us + _SCAN_EVERY_US
        people: list[Person] = []
        for number, window in enumerate(windows_of(*bgr.shape[:2])):
            if number and not scans and number not in self._occupied:
                continue
            found = [
                person
                for person in self._find_in(window, number, captured_us, bgr)
                if _shows_a_joint(person)
                and not any(_is_same(person.keypoints, known.keypoints) for known in people)
            ]
            people += found
            if found:
                self._occupied.add(number)
            elif number:
                self._occupied.discard(number)
                self._estimator.forget(f"{number}")
        return tuple(people)

    def _find_in(
        self, window: Window, number: int, captured_us: int, bgr: NDArray[np.uint8]
    ) -> list[Person]:
        picture = Picture(f"{number}", captured_us, np.ascontiguousarray(bgr[window]))
        (people,) = self._estimator.estimate([picture])
        offset = np.array((window[1].start, window[0].start, 0), dtype=np.float32)
        return [replace(person, keypoints=person.keypoints + offset) for person in people]


def windows_of(height_px: int, width_px: int) -> list[Window]:
    """The whole picture, then overlapping squares along its longer side unless it is square."""
    side_px = min(height_px, width_px)
    steps = int(np.ceil((max(height_px, width_px) - side_px) / (side_px / 2)))
    downs, acrosses = (
        np.linspace(0, length_px - side_px, steps + 1).astype(int)
        for length_px in (height_px, width_px)
    )
    squares = [
        (slice(int(top), int(top) + side_px), slice(int(left), int(left) + side_px))
        for top, left in zip(downs, acrosses, strict=True)
    ]
    return [(slice(0, height_px), slice(0, width_px)), *(squares if steps else [])]


def _shows_a_joint(person: Person) -> bool:
    return bool(np.isfinite(person.keypoints[:, 0]).any())


def _is_same(one: Keypoints, other: Keypoints) -> bool:
    return _distance_px(one, other) < _SAME_RATIO * max(_extent_px(one), _extent_px(other))


def _distance_px(a: Keypoints, b: Keypoints) -> float:
    """The mean over the joints that both show, else between the means of their joints."""
    between = np.hypot(*(a[:, :2] - b[:, :2]).T)
    if np.isfinite(between).any():
        return float(np.nanmean(between))
    return float(np.hypot(*(np.nanmean(a[:, :2], axis=0) - np.nanmean(b[:, :2], axis=0))))


def _extent_px(keypoints: Keypoints) -> float:
    """The diagonal of the bounding box of the visible joints."""
    xy = keypoints[:, :2]
    return float(np.hypot(*(np.nanmax(xy, axis=0) - np.nanmin(xy, axis=0))))
