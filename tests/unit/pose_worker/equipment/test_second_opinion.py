"""What a second opinion on hands changes: what is taken up, and what goes with the poses."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from prometheus_client import CollectorRegistry
from structlog.testing import capture_logs

from spotter.equipment.hands.held_limits import USUAL_LIMITS
from spotter.equipment.place import Picture
from spotter.estimators.equipment.efficientnet.models import network_path
from spotter.estimators.equipment.protocol import Seen
from spotter.estimators.models.catalogue import ModelCache
from spotter.movement.values import EquipmentKind, Hands
from spotter.pose_worker.equipment.metrics import EquipmentMetrics
from spotter.pose_worker.equipment.second_opinion import SecondOpinion, detector_of
from spotter.pose_worker.equipment.taught_equipment import ToFollow
from spotter.pose_worker.errors import EstimatorLoadError
from spotter.pose_worker.ownership.station_ownership import OwnedStation
from spotter.pose_worker.settings import PoseWorkerSettings
from spotter.wire.poses.people import TrackedPerson
from support.equipment.followed import Followed, frame, owned, taught_ends
from support.equipment.lifters import SIZE_PX, Lifter, curls
from support.equipment.pictures import picture_with
from support.hand_clock import HandClock

SECOND_US = 1_000_000
STEP_US = 200_000
PER_S = 5


@dataclass(frozen=True, slots=True)
class EmptyHanded(Lifter):
    """Somebody without plates."""

    def picture(self, size: tuple[int, int] = SIZE_PX, seed: int = 1) -> Picture:
        return picture_with(None, size, seed)


class Saying:
    """A detector that is always as sure of a bar, and counts how often it is asked."""

    name, device, classes = "saying", "none", ("Barbell", "Dumbbell")

    def __init__(self, sure: float) -> None:
        self.sure = sure
        self.asked = 0

    def detect(self, bgr: NDArray[np.uint8]) -> tuple[Seen, ...]:
        assert bgr.size
        self.asked += 1
        return (Seen("Barbell", self.sure),)


class Failing(Saying):
    """A detector that cannot look."""

    def detect(self, bgr: NDArray[np.uint8]) -> tuple[Seen, ...]:
        super().detect(bgr)
        raise ValueError("no such tensor")


@pytest.fixture(scope="module")
def ends() -> ToFollow:
    return taught_ends()


def empty_handed(seconds: int) -> list[Lifter]:
    return [EmptyHanded(0.1, 0.1)] * (seconds * PER_S)


def seen(
    followed: Followed, station: OwnedStation, lifters: list[Lifter], from_s: int = 1
) -> list[int]:
    return followed.seen(station, lifters, from_s * SECOND_US, step_us=STEP_US)


def hands_of(followed: Followed) -> Hands:
    assert followed.last
    return followed.last.hands


def test_while_hands_are_said_to_be_empty_nothing_is_taken_up(ends: ToFollow) -> None:
    detector = Saying(0.02)
    followed, station = Followed({"rack-1": ends}, detector), owned()
    seen(followed, station, empty_handed(4))
    assert hands_of(followed) is Hands.EMPTY
    assert not any(seen(followed, station, curls(15), 5)), "plates that stand about"
    detector.sure = 0.9
    assert seen(followed, station, curls(30), 8)[-1] == 2
    assert hands_of(followed) is Hands.HELD


def test_two_looks_at_empty_hands_forbid_nothing(ends: ToFollow) -> None:
    followed, station = Followed({"rack-1": ends}, Saying(0.02)), owned()
    seen(followed, station, empty_handed(1))
    assert followed.seen(station, curls(14), 2 * SECOND_US)[-1] == 2
    assert followed.count("hands_looks_total", station="rack-1", said="empty") == 2
    assert hands_of(followed) is Hands.UNKNOWN


def test_what_is_followed_is_followed_on_whatever_is_said_of_the_hands(ends: ToFollow) -> None:
    followed = Followed({"rack-1": ends}, Saying(0.02))
    assert seen(followed, owned(), curls(60))[10:] == [2] * 50
    assert hands_of(followed) is Hands.EMPTY


def test_hands_that_hold_something_nobody_has_taught_are_said_to_hold_it(ends: ToFollow) -> None:
    followed = Followed({"rack-1": ends}, Saying(0.9))
    assert not any(seen(followed, owned(), empty_handed(4)))
    assert hands_of(followed) is Hands.HELD


@pytest.mark.parametrize(("is_seen", "looks"), [(False, 12), (True, 3)])
def test_hands_are_looked_at_once_a_second_and_each_five_while_it_is_seen(
    ends: ToFollow, *, is_seen: bool, looks: int
) -> None:
    """The first look comes before the plates are believed to be seen."""
    detector = Saying(0.9)
    followed = Followed({"rack-1": ends}, detector)
    seen(followed, owned(), curls(12 * PER_S) if is_seen else empty_handed(12))
    assert detector.asked == looks
    said = followed.count("hands_looks_total", station="rack-1", said="held")
    assert said == detector.asked == followed.count("hands_seconds_count")


def test_of_two_people_each_is_looked_at_every_other_second(ends: ToFollow) -> None:
    detector, station = Saying(0.9), owned()
    followed = Followed({"rack-1": ends}, detector)
    first_held_us: dict[int, int] = {}
    for at_us in range(SECOND_US, 10 * SECOND_US, STEP_US):
        one = EmptyHanded(0.1, 0.1)
        other = one.moved(60, 0)
        people = [TrackedPerson(1, one.keypoints()), TrackedPerson(2, other.keypoints())]
        _, found = followed.equipment.follow(frame(station, one, at_us), people)
        for person in found:
            if person.hands is Hands.HELD:
                first_held_us.setdefault(person.track_id, at_us)
    assert detector.asked == 9
    after_us = {1: 5 * SECOND_US, 2: 6 * SECOND_US}
    assert first_held_us == {one: at_us + STEP_US for one, at_us in after_us.items()}


@pytest.mark.parametrize("kind", [EquipmentKind.KETTLEBELL, EquipmentKind.BAND])
def test_of_what_a_detector_has_no_class_for_it_is_not_asked(kind: EquipmentKind) -> None:
    detector = Saying(0.02)
    followed = Followed({"rack-1": taught_ends(kind)}, detector)
    seen(followed, owned(), empty_handed(4))
    assert detector.asked == 0
    assert hands_of(followed) is Hands.UNKNOWN


def test_a_station_without_equipment_is_not_asked_about(ends: ToFollow) -> None:
    detector = Saying(0.9)
    followed, mat = Followed({"rack-1": ends}, detector), owned("mat")
    [lifter] = curls(1)
    person = TrackedPerson(1, lifter.keypoints())
    for step in range(10):
        at = frame(mat, lifter, (1 + step) * SECOND_US)
        assert followed.equipment.follow(at, [person])[1] == (person,)
    assert detector.asked == 0


def test_a_detector_that_fails_stops_nobody_and_is_logged_once(ends: ToFollow) -> None:
    detector = Failing(0.9)
    followed = Followed({"rack-1": ends}, detector)
    with capture_logs() as said:
        assert seen(followed, owned(), curls(40))[-1] == 2
    assert [line["event"] for line in said] == ["looking at hands failed"]
    assert followed.count("hands_failures_total", station="rack-1") == detector.asked > 1
    assert hands_of(followed) is Hands.UNKNOWN


def settings(models: Path, detector: str = "auto") -> PoseWorkerSettings:
    return PoseWorkerSettings.model_validate(
        {"models_dir": str(models), "hands_detector": detector}
    )


def test_without_the_network_there_is_none_and_it_says_once_how_to_get_it(tmp_path: Path) -> None:
    with capture_logs() as said:
        assert detector_of(settings(tmp_path)) is None
    [line] = said
    assert line["event"] == "no second opinion on what hands hold"
    assert line["to_get_it"] == "spotter equipment import"


def test_who_wants_none_hears_nothing_of_it(tmp_path: Path) -> None:
    with capture_logs() as said:
        assert detector_of(settings(tmp_path, "off")) is None
    assert not said


@pytest.mark.parametrize("name", ["efficientnet-lite0", "onnx:plates.onnx", "yolo"])
def test_a_detector_that_is_named_and_missing_stops_the_start(tmp_path: Path, name: str) -> None:
    with pytest.raises(EstimatorLoadError):
        detector_of(settings(tmp_path, name))


def test_a_network_that_cannot_be_loaded_is_logged_and_not_used(tmp_path: Path) -> None:
    network_path(ModelCache.at(str(tmp_path))).write_bytes(b"no network")
    load = detector_of(settings(tmp_path))
    assert load
    metrics = EquipmentMetrics(CollectorRegistry())
    opinion = SecondOpinion(load, USUAL_LIMITS, HandClock(), metrics)
    with capture_logs() as said:
        opinion.prepare()
        opinion.prepare()
    assert [line["log_level"] for line in said] == ["error"]
    assert not opinion.is_asked_about(EquipmentKind.BARBELL)


def test_limits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="do not overlap"):
        PoseWorkerSettings.model_validate({"hands_held_from": 0.1, "hands_empty_to": 0.2})
