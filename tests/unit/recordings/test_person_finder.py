from collections.abc import Sequence

import numpy as np
import pytest

from spotter.estimators.estimator import Estimation, Person, Picture
from spotter.movement.values.body.skeleton import Joint
from spotter.pictures.video.reading import VideoFrame
from spotter.recordings.person_finder import PeopleFinder, find_people, windows_of
from support.networks.disc_estimator import DiscEstimator, disc_picture

FRAME_US = 40_000


class OneDiscEstimator(DiscEstimator):
    """Finds one disc in a picture, as BlazePose finds one person; records where it looked."""

    finds_everybody = False

    def __init__(self) -> None:
        self.looked_at: list[str] = []

    def begin(self, pictures: Sequence[Picture]) -> Estimation:
        self.looked_at += [picture.source_id for picture in pictures]
        found = super().begin(pictures)()
        return lambda: [people[:1] for people in found]


class OverlappingEstimator(DiscEstimator):
    """Finds everybody; ``log`` records the requests, and when each had to finish."""

    def __init__(self) -> None:
        self.log: list[str] = []

    def begin(self, pictures: Sequence[Picture]) -> Estimation:
        self.log.append(f"begin {len(pictures)}")
        found = super().begin(pictures)

        def finish() -> list[tuple[Person, ...]]:
            self.log.append("finish")
            return found()

        return finish


def noses_px(finder: PeopleFinder, captured_us: int, *middles: tuple[int, int]) -> set[int]:
    """The noses, to ten pixels, found in a picture of 426 x 240 with discs at ``middles``."""
    people = finder.find(captured_us, disc_picture(*middles, width_px=426))
    return {10 * round(float(person.keypoints[0, 0]) / 10) for person in people}


def test_two_people_are_found_in_the_places_they_have_in_the_whole_picture() -> None:
    finder = PeopleFinder(OneDiscEstimator())
    assert noses_px(finder, 0, (60, 100), (390, 100)) == {60, 390}


class BlankEstimator(OneDiscEstimator):
    """Finds a person without any joint."""

    def begin(self, pictures: Sequence[Picture]) -> Estimation:
        found = super().begin(pictures)()
        for people in found:
            for person in people:
                person.keypoints[:] = np.nan
        return lambda: found


@pytest.mark.filterwarnings("error")
def test_a_person_without_any_joint_is_dropped() -> None:
    finder = PeopleFinder(BlankEstimator())
    assert len(finder.find(0, disc_picture((60, 100), (390, 100), width_px=426))) == 0


def test_a_person_seen_in_several_windows_is_counted_once() -> None:
    people = PeopleFinder(OneDiscEstimator()).find(0, disc_picture((210, 100), width_px=426))
    assert len(people) == 1


def test_a_newcomer_is_found_within_half_a_second_and_then_in_every_frame() -> None:
    finder = PeopleFinder(OneDiscEstimator())
    assert noses_px(finder, 0, (60, 100)) == {60}
    found = [noses_px(finder, i * FRAME_US, (60, 100), (390, 100)) for i in range(1, 40)]
    first = found.index({60, 390})
    assert first * FRAME_US <= 500_000
    assert all(noses == {60, 390} for noses in found[first:])


def test_with_one_person_the_windows_are_scanned_only_twice_a_second() -> None:
    estimator = OneDiscEstimator()
    finder = PeopleFinder(estimator)
    for i in range(50):
        assert noses_px(finder, i * FRAME_US, (60, 100)) == {60}
    assert estimator.looked_at.count("0") == 50
    assert len(estimator.looked_at) - 50 == 4 * 3


def test_an_estimator_that_finds_everybody_gets_whole_pictures_in_overlapping_batches() -> None:
    estimator = OverlappingEstimator()
    frames = [
        VideoFrame(number / 25, disc_picture((60 + number, 100), (390, 100), width_px=426))
        for number in range(10)
    ]
    found = list(find_people(estimator, frames))
    assert [frame for frame, _ in found] == frames
    for number, (_, people) in enumerate(found):
        noses = [person.keypoints[Joint.NOSE, 0] for person in people]
        assert noses == pytest.approx([60 + number, 390], abs=1)
    assert estimator.log == [
        *("begin 4", "begin 4", "finish", "begin 2", "finish", "finish"),
    ]


def test_frames_are_estimated_lazily() -> None:
    estimator = OverlappingEstimator()
    frames = (VideoFrame(number / 25, disc_picture()) for number in range(10_000))
    next(find_people(estimator, frames))
    assert estimator.log == ["begin 4", "begin 4", "finish"]


@pytest.mark.parametrize("estimator", [OneDiscEstimator(), OverlappingEstimator()])
def test_no_frames_give_no_frames(estimator: DiscEstimator) -> None:
    assert list(find_people(estimator, [])) == []


def test_an_empty_picture_gives_no_people() -> None:
    assert PeopleFinder(OneDiscEstimator()).find(0, disc_picture()) == ()


@pytest.mark.parametrize(
    ("size_px", "squares"),
    [((480, 480), 0), ((480, 640), 2), ((720, 1280), 3), ((1280, 720), 3), ((1, 1), 0)],
)
def test_squares_cover_the_picture_and_overlap(size_px: tuple[int, int], squares: int) -> None:
    whole, *windows = windows_of(*size_px)
    assert whole == (slice(0, size_px[0]), slice(0, size_px[1]))
    assert len(windows) == squares
    if windows:
        assert (windows[0][0].start, windows[0][1].start) == (0, 0)
        assert (windows[-1][0].stop, windows[-1][1].stop) == size_px
        assert all(
            window[axis].stop - window[axis].start == min(size_px)
            for window in windows
            for axis in (0, 1)
        )
