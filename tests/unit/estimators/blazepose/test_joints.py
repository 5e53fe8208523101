import numpy as np
import pytest

from spotter.estimators.blazepose.joints import LANDMARK_OF_JOINT, to_body_25, to_world_m
from spotter.movement.values.body.skeleton import JOINT_COUNT, Joint

WIDTH_PX, HEIGHT_PX = 640, 480

MEDIAPIPE_NAMES = {
    0: "nose",
    2: "left eye",
    5: "right eye",
    7: "left ear",
    8: "right ear",
    11: "left shoulder",
    12: "right shoulder",
    13: "left elbow",
    14: "right elbow",
    15: "left wrist",
    16: "right wrist",
    23: "left hip",
    24: "right hip",
    25: "left knee",
    26: "right knee",
    27: "left ankle",
    28: "right ankle",
    29: "left heel",
    30: "right heel",
    31: "left big toe",
    32: "right big toe",
}


def landmarks() -> tuple[np.ndarray, np.ndarray]:
    """Landmark n at (10 n, 5 n), each with a different visibility."""
    numbers = np.arange(33, dtype=np.float64)
    return np.stack([10 * numbers, 5 * numbers], axis=1) + 1, (numbers + 1) / 40


def test_every_joint_is_the_landmark_of_the_same_name() -> None:
    names = {number: joint.label for joint, number in LANDMARK_OF_JOINT.items()}
    assert names == MEDIAPIPE_NAMES


def test_joints_take_position_and_confidence_from_their_landmark() -> None:
    xy_px, visibility = landmarks()
    body = to_body_25(xy_px, visibility, WIDTH_PX, HEIGHT_PX)
    assert body.shape == (JOINT_COUNT, 3)
    assert body.dtype == np.float32
    for joint, number in LANDMARK_OF_JOINT.items():
        assert body[joint] == pytest.approx([*xy_px[number], visibility[number]])


def test_neck_and_mid_hip_are_midpoints_with_the_lower_confidence_of_their_sides() -> None:
    xy_px, visibility = landmarks()
    body = to_body_25(xy_px, visibility, WIDTH_PX, HEIGHT_PX)
    assert body[Joint.NECK] == pytest.approx([116, 58.5, visibility[11]])
    assert body[Joint.MID_HIP] == pytest.approx([236, 118.5, visibility[23]])


def test_small_toes_are_missing() -> None:
    body = to_body_25(*landmarks(), WIDTH_PX, HEIGHT_PX)
    missing = [joint for joint in Joint if np.isnan(body[joint, 0])]
    assert missing == [Joint.LEFT_SMALL_TOE, Joint.RIGHT_SMALL_TOE]
    assert body[missing, 2].tolist() == [0, 0]


@pytest.mark.parametrize("place", [(-0.1, 10), (10, -0.1), (640, 10), (10, 480), (np.nan, 10)])
def test_a_joint_outside_the_picture_is_missing(place: tuple[float, float]) -> None:
    xy_px, visibility = landmarks()
    xy_px[LANDMARK_OF_JOINT[Joint.LEFT_WRIST]] = place
    body = to_body_25(xy_px, visibility, WIDTH_PX, HEIGHT_PX)
    np.testing.assert_array_equal(body[Joint.LEFT_WRIST], [np.nan, np.nan, 0])


def test_the_neck_stays_when_only_one_shoulder_is_outside() -> None:
    xy_px, visibility = landmarks()
    xy_px[11] = (-20, 100)
    xy_px[12] = (60, 100)
    body = to_body_25(xy_px, visibility, WIDTH_PX, HEIGHT_PX)
    assert body[Joint.NECK, :2] == pytest.approx([20, 100])


def test_metres_are_mapped_like_the_picture_and_centred_on_the_hips() -> None:
    rng = np.random.default_rng(4)
    metres = rng.normal(0, 0.5, (33, 3))
    keypoints = to_body_25(*landmarks(), WIDTH_PX, HEIGHT_PX)
    keypoints[Joint.LEFT_WRIST] = (np.nan, np.nan, 0)
    world_m = to_world_m(metres, keypoints)
    assert world_m.dtype == np.float32
    hips = metres[[23, 24]].mean(axis=0)
    assert world_m[Joint.MID_HIP] == pytest.approx([0, 0, 0])
    assert world_m[Joint.RIGHT_KNEE] == pytest.approx(metres[26] - hips)
    assert world_m[Joint.NECK] == pytest.approx(metres[[11, 12]].mean(axis=0) - hips)
    missing = [Joint.LEFT_WRIST, Joint.LEFT_SMALL_TOE, Joint.RIGHT_SMALL_TOE]
    assert [joint for joint in Joint if np.isnan(world_m[joint]).any()] == sorted(missing)
