from collections.abc import Mapping

import numpy as np
import pytest

from spotter.movement.values.body.poses import Keypoints
from spotter.movement.values.body.skeleton import Joint
from spotter.pictures.overlay import (
    LEFT_COLOUR,
    MIDDLE_COLOUR,
    RIGHT_COLOUR,
    draw_people,
    draw_skeleton,
)


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


def test_a_person_without_joints_draws_nothing() -> None:
    assert draw_skeleton(black(), keypoints_of({})).sum() == 0


@pytest.mark.parametrize("far", [1e4, 1e12, -1e30])
def test_a_joint_far_outside_the_picture_does_no_harm(far: float) -> None:
    places = {Joint.NECK: (100, 90), Joint.MID_HIP: (100, far)}
    picture = draw_skeleton(black(), keypoints_of(places))
    towards = 150 if far > 0 else 30
    assert picture[towards, 100].sum() > 0


def upright_at(x_px: float) -> Keypoints:
    return keypoints_of({Joint.NECK: (x_px, 60), Joint.MID_HIP: (x_px, 140)})


def test_every_person_has_a_colour_that_stays_with_the_number() -> None:
    one, two = upright_at(50), upright_at(150)
    first = draw_people(black(), np.stack([one, two]), [1, 2], numbered=False)
    later = draw_people(black(), np.stack([two, one]), [2, 1], numbered=False)
    assert tuple(first[100, 50]) != tuple(first[100, 150])
    np.testing.assert_array_equal(first, later)


def test_a_number_is_drawn_above_a_person_on_request() -> None:
    plain, numbered = (
        draw_people(black(), upright_at(100)[None], [7], numbered=wanted)
        for wanted in (False, True)
    )
    assert plain[:50].sum() == 0
    assert numbered[:50, 80:120].max() > 100
    np.testing.assert_array_equal(plain[70:], numbered[70:])


@pytest.mark.parametrize("x_px", [-1e6, 0, 199, 1e6])
@pytest.mark.parametrize("number", [-1, 0, 1, 12345])
def test_the_number_of_a_person_at_the_edge_stays_in_the_picture(x_px: float, number: int) -> None:
    keypoints = keypoints_of({Joint.NECK: (x_px, -40), Joint.MID_HIP: (x_px, 1e9)})
    picture = draw_people(black(), keypoints[None], [number], numbered=True)
    assert (picture.max(axis=2) > 100).any()


def test_no_people_and_tiny_pictures_do_no_harm() -> None:
    nobody = np.empty((0, 25, 3), np.float32)
    assert draw_people(black(), nobody, [], numbered=True).sum() == 0
    tiny = np.zeros((1, 1, 3), np.uint8)
    assert draw_people(tiny, upright_at(0)[None], [1], numbered=True).shape == (1, 1, 3)
