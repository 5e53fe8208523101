from collections.abc import Mapping

import numpy as np
import pytest

from movement.poses import Keypoints
from movement.skeleton import Joint
from pictures.overlay import LEFT_COLOUR, MIDDLE_COLOUR, RIGHT_COLOUR, draw_skeleton


def keypoints_of(places: Mapping[Joint, tuple[float, float]]) -> Keypoints:
    keypoints = np.full((25, 3), np.nan, np.float32)
    keypoints[:, 2] = 0
    for joint, place in places.items():
        keypoints[joint] = (*place, 0.9)
    return keypoints


def black() -> np.ndarray:
    return np.zeros((180, 200, 3), np.uint8)


def test_a_bone_is_drawn_between_its_joints_in_the_colour_of_its_side() -> None:
    places = {
        Joint.LEFT_HIP: (150, 40),
        Joint.LEFT_KNEE: (150, 140),
        Joint.RIGHT_HIP: (50, 40),
        Joint.RIGHT_KNEE: (50, 140),
    }
    picture = draw_skeleton(black(), keypoints_of(places))
    assert tuple(picture[90, 150]) == LEFT_COLOUR
    assert tuple(picture[90, 50]) == RIGHT_COLOUR
    assert picture[90, 100].sum() == 0


def test_a_missing_joint_is_left_out_with_its_bones() -> None:
    places = {Joint.LEFT_HIP: (150, 40), Joint.LEFT_ANKLE: (150, 140)}
    picture = draw_skeleton(black(), keypoints_of(places))
    assert picture[40, 150].sum() > 0
    assert picture[90, 150].sum() == 0
    assert picture[:20, :20].sum() == 0


def test_a_doubtful_joint_can_be_left_out() -> None:
    keypoints = keypoints_of({Joint.NOSE: (100, 50), Joint.NECK: (100, 150)})
    keypoints[Joint.NECK, 2] = 0.2
    assert draw_skeleton(black(), keypoints)[100, 100].sum() > 0
    assert draw_skeleton(black(), keypoints, min_confidence=0.3)[100, 100].sum() == 0


def test_the_original_picture_is_left_alone() -> None:
    original = black()
    picture = draw_skeleton(original, keypoints_of({Joint.NECK: (100, 50)}))
    assert tuple(picture[50, 100]) == MIDDLE_COLOUR
    assert original.sum() == 0


def test_nobody_changes_nothing() -> None:
    assert draw_skeleton(black(), keypoints_of({})).sum() == 0


@pytest.mark.parametrize("far", [1e4, 1e12, -1e30])
def test_a_joint_far_outside_the_picture_does_no_harm(far: float) -> None:
    places = {Joint.NECK: (100, 90), Joint.MID_HIP: (100, far)}
    picture = draw_skeleton(black(), keypoints_of(places))
    towards = 150 if far > 0 else 30
    assert picture[towards, 100].sum() > 0
