"""The square round the hands: where, how large, and what it shows at a picture's edge."""

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.estimators.equipment.hands import Square, square_round_hands
from spotter.estimators.equipment.held_look import HeldLook
from spotter.estimators.equipment.protocol import Seen
from spotter.movement.values import Joint
from spotter.movement.values.body.poses import Keypoints

TORSO_PX = 100.0


def body(**places: tuple[float, float]) -> Keypoints:
    keypoints = np.full((25, 3), np.nan, np.float32)
    keypoints[:, 2] = 0
    upright = {"neck": (300, 100), "mid_hip": (300, 200)}
    for name, place in (upright | places).items():
        keypoints[Joint[name.upper()]] = (*place, 1)
    return keypoints


RIGHT = {"right_elbow": (250.0, 200.0), "right_wrist": (250.0, 220.0)}
LEFT = {"left_elbow": (350.0, 200.0), "left_wrist": (350.0, 220.0)}


def test_one_hand_is_in_the_middle_of_a_square_of_the_body_s_size() -> None:
    square = square_round_hands(body(**RIGHT))
    assert square
    assert (square.x_px, square.y_px) == pytest.approx((250, 227))
    assert square.side_px == pytest.approx(1.6 * TORSO_PX)


def test_hands_apart_are_both_in_one_square() -> None:
    square = square_round_hands(body(**RIGHT, **LEFT))
    assert square
    assert (square.x_px, square.y_px) == pytest.approx((300, 227))
    assert square.side_px == pytest.approx(100 + 1.12 * TORSO_PX)


def test_a_body_twice_as_large_has_a_square_twice_as_large() -> None:
    twice = body(**RIGHT, **LEFT)
    twice[:, :2] *= 2
    near, far = square_round_hands(twice), square_round_hands(body(**RIGHT, **LEFT))
    assert near
    assert far
    assert near.side_px == pytest.approx(2 * far.side_px)


def test_without_a_forearm_there_is_no_square() -> None:
    assert square_round_hands(body()) is None
    assert square_round_hands(body(right_wrist=(250, 220))) is None


def test_beyond_the_edge_the_outermost_pixels_go_on() -> None:
    picture = np.zeros((40, 60, 3), np.uint8)
    picture[:, :20] = 200
    cut = Square(0, 20, 40).cut(picture)
    assert cut.shape == (40, 40, 3)
    assert (cut[:, :39] == 200).all()


class RememberingDetector:
    """Sees what it is told to, and keeps what it was shown."""

    name, device, classes = "remembering", "none", ("barbell", "dumbbell")

    def __init__(self, *seen: Seen) -> None:
        self.seen = seen
        self.shown: list[NDArray[np.uint8]] = []

    def detect(self, bgr: NDArray[np.uint8]) -> tuple[Seen, ...]:
        self.shown.append(bgr)
        return self.seen


def test_a_look_shows_the_detector_the_hands_and_tells_the_surest_class() -> None:
    detector = RememberingDetector(Seen("barbell", 0.3), Seen("dumbbell", 0.6))
    picture = np.zeros((480, 640, 3), np.uint8)
    picture[225:229, 248:252] = 255
    assert HeldLook(detector).look(picture, body(**RIGHT)) == 0.6
    (shown,) = detector.shown
    assert shown.shape == (160, 160, 3)
    rows, columns, _ = np.nonzero(shown)
    assert (rows.mean(), columns.mean()) == pytest.approx((79.5, 79.5), abs=1)


def test_a_detector_that_sees_nothing_tells_0_and_hidden_hands_nan() -> None:
    look = HeldLook(RememberingDetector()).look
    picture = np.zeros((480, 640, 3), np.uint8)
    assert look(picture, body(**RIGHT)) == 0
    assert np.isnan(look(picture, body()))


def test_hands_outside_the_picture_are_not_looked_at() -> None:
    detector = RememberingDetector(Seen("barbell", 0.9))
    small = np.zeros((200, 200, 3), np.uint8)
    assert np.isnan(HeldLook(detector).look(small, body(**RIGHT)))
    assert not detector.shown
