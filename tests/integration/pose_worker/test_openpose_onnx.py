"""A real network of the OpenPose family on rendered athletes, and on people who walk outdoors."""

from itertools import islice

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.estimators.estimator import Estimator, Picture
from spotter.estimators.models.catalogue import ModelCache
from spotter.estimators.registry import make_estimator
from spotter.movement.values.body.skeleton import Joint
from spotter.pictures.video.reading import read_video
from spotter.simulation.athletes.look import athlete
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Plan
from spotter.simulation.take import Take
from support.real_data import real_data

Bgr = NDArray[np.uint8]

NETWORK = "weights-tf-pose-mobilenet_v2_small/mnv2small_368x432.onnx"
WALK = "video-walking/sports2d_demo_walk.mp4"
JUDGED = [
    joint
    for joint in Joint
    if joint.name.endswith(("SHOULDER", "ELBOW", "WRIST", "_HIP", "KNEE", "ANKLE", "NECK", "NOSE"))
]


@pytest.fixture(scope="module")
def mobilenet() -> Estimator:
    name = f"openpose-onnx:{real_data(NETWORK)}"
    return make_estimator(name, ModelCache.default(), threads=1, device="cpu")


def rendered(exercise: str, yaw_deg: float, number: int) -> tuple[list[Bgr], NDArray[np.float32]]:
    """Pictures of a rep by the athlete of that number, and (T, 25, 3) the truth."""
    who = athlete(number)
    plan = Plan(exercise, reps=1, rate_hz=2, body=who.body)
    take = Take(plan, Camera(yaw_deg=yaw_deg, aim_m=plan.aim_m), who.look, seed=7)
    performance = take.performance()
    return list(take.pictures(performance)), performance.poses(take.camera).keypoints


def away_tl(found: NDArray[np.float32], truth: NDArray[np.float32]) -> NDArray[np.float64]:
    """(25,) from each joint to its truth in torso lengths; infinite where either is missing."""
    torso_px = np.linalg.norm(truth[Joint.NECK, :2] - truth[Joint.MID_HIP, :2])
    away: NDArray[np.float64] = np.linalg.norm((found - truth)[:, :2], axis=1) / torso_px
    return np.nan_to_num(away, nan=np.inf)


def film(pictures: list[Bgr]) -> list[Picture]:
    return [Picture("gym", 500_000 * number, bgr) for number, bgr in enumerate(pictures)]


@pytest.mark.parametrize("exercise", ["squat", "overhead-press", "front-raise"])
@pytest.mark.parametrize("yaw_deg", [0, 35])
def test_an_upright_athlete_s_joints_are_where_the_truth_says(
    mobilenet: Estimator, exercise: str, yaw_deg: float
) -> None:
    pictures, truths = rendered(exercise, yaw_deg, 1)
    found = mobilenet.estimate(film(pictures))
    assert all(found)
    hits = [
        away_tl(people[0].keypoints, truth)[JUDGED] < 0.2
        for people, truth in zip(found, truths, strict=True)
    ]
    assert np.mean(hits) > 0.88


def test_a_person_s_left_is_the_person_s_own(mobilenet: Estimator) -> None:
    pictures, truths = rendered("squat", 0, 1)
    for people, truth in zip(mobilenet.estimate(film(pictures)), truths, strict=True):
        swapped = truth.copy()
        left, right = (
            [Joint.LEFT_SHOULDER, Joint.LEFT_KNEE],
            [Joint.RIGHT_SHOULDER, Joint.RIGHT_KNEE],
        )
        swapped[left + right] = truth[right + left]
        joints, found = left + right, people[0].keypoints
        assert away_tl(found, truth)[joints].mean() < 0.2 < away_tl(found, swapped)[joints].mean()


def test_two_people_who_walk_outdoors_are_both_found_where_they_are(mobilenet: Estimator) -> None:
    frames = islice(read_video(real_data(WALK)), 72, 85, 12)
    by_eye = [[(633, 130), (1315, 615)], [(640, 175), (1205, 612)]]  # their necks
    for frame, necks in zip(frames, by_eye, strict=True):
        (people,) = mobilenet.estimate([Picture("park", 0, frame.bgr)])
        found = sorted(person.keypoints[Joint.NECK, :2].tolist() for person in people)
        np.testing.assert_allclose(found, necks, atol=25)  # a torso is about 120 pixels long


def test_a_batch_gives_what_each_picture_gives_alone(mobilenet: Estimator) -> None:
    pictures = film(rendered("squat", 35, 1)[0][:3])
    wide = Picture("wide", 0, np.pad(pictures[0].bgr, ((0, 0), (200, 300), (0, 0))))
    batch = [pictures[0], wide, *pictures[1:]]
    for together, picture in zip(mobilenet.estimate(batch), batch, strict=True):
        (alone,) = mobilenet.estimate([picture])
        assert len(together) == len(alone) > 0
        for person, expected in zip(together, alone, strict=True):
            np.testing.assert_array_equal(person.keypoints, expected.keypoints)


def test_an_athlete_in_a_picture_of_8000_pixels_is_found_as_in_a_small_one(
    mobilenet: Estimator,
) -> None:
    pictures, truths = rendered("squat", 0, 1)
    large = np.zeros((8000, 8000, 3), dtype=np.uint8)
    large[:6000] = cv2.resize(pictures[0], (8000, 6000), interpolation=cv2.INTER_LINEAR)
    ((person, *_),) = mobilenet.estimate([Picture("gym", 0, large)])
    scaled = truths[0] * (12.5, 12.5, 1)
    assert np.median(away_tl(person.keypoints, scaled.astype(np.float32))[JUDGED]) < 0.1


@pytest.mark.parametrize("size", [(1, 1), (8000, 8000), (10, 3000), (3000, 10), (481, 641)])
@pytest.mark.parametrize("grey", [0, 90, 255])
def test_a_picture_of_any_size_without_people_gives_nobody(
    mobilenet: Estimator, size: tuple[int, int], grey: int
) -> None:
    empty = np.full((*size, 3), grey, dtype=np.uint8)
    assert mobilenet.estimate([Picture("odd", 0, empty)]) == [()]
