import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.geometry.normalisation import (
    Coordinates,
    body_size_px,
    centred,
    mirrored,
    normalise,
    torso_lengths_px,
)
from spotter.movement.values.poses import PoseSeries
from spotter.movement.values.skeleton import Joint
from spotter.simulation.motion.performance import Plan
from support.filmed import filmed, seen_as

POSES = filmed(Plan("squat", reps=2), noise_px=0)[1]
TORSO_PX = np.array(
    [math.dist(pose[Joint.NECK, :2], pose[Joint.MID_HIP, :2]) for pose in POSES.keypoints]
)
STANDING_PX = float(TORSO_PX[0])
BODY_PX = body_size_px(POSES.keypoints)


def test_the_torso_is_from_neck_to_mid_hip() -> None:
    assert torso_lengths_px(POSES.keypoints) == pytest.approx(TORSO_PX)


def test_a_torso_that_is_missing_or_has_no_length_has_no_size() -> None:
    keypoints = POSES.keypoints[:3].copy()
    keypoints[0, Joint.NECK] = (np.nan, np.nan, 0)
    keypoints[1, Joint.NECK] = keypoints[1, Joint.MID_HIP]
    lengths = torso_lengths_px(keypoints)
    assert np.isnan(lengths[:2]).all()
    assert lengths[2] == pytest.approx(TORSO_PX[2])
    assert np.isnan(body_size_px(keypoints[:2]))


def test_leaning_towards_the_camera_for_half_of_the_time_does_not_change_the_size() -> None:
    keypoints = np.repeat(POSES.keypoints[:1], 30, axis=0)
    keypoints[:15, Joint.NECK, 1] = keypoints[:15, Joint.MID_HIP, 1] - STANDING_PX / 3
    assert body_size_px(keypoints) == pytest.approx(STANDING_PX)


def test_a_pose_is_measured_from_its_own_hips_and_up_is_positive() -> None:
    trajectory = centred(POSES.keypoints, STANDING_PX)
    assert trajectory[:, Joint.MID_HIP] == pytest.approx(0)
    assert np.hypot(*trajectory[0, Joint.NECK]) == pytest.approx(1)
    assert np.all(trajectory[:, Joint.NECK, 1] > 0.5)
    assert np.all(trajectory[:, Joint.LEFT_WRIST, 0] > trajectory[:, Joint.RIGHT_WRIST, 0])


@pytest.mark.parametrize("trajectory", [normalise(POSES), centred(POSES.keypoints, BODY_PX)])
def test_across_and_up_are_in_the_same_torso_lengths(trajectory: Coordinates) -> None:
    hand_and_foot = [Joint.LEFT_WRIST, Joint.RIGHT_ANKLE]
    apart_px = np.diff(POSES.keypoints[:, hand_and_foot, :2].astype(float), axis=1)
    apart_tl = np.diff(trajectory[:, hand_and_foot], axis=1)
    assert apart_tl == pytest.approx(apart_px / BODY_PX * (1, -1))


def test_a_movement_keeps_the_way_of_its_hips() -> None:
    hips = normalise(POSES)[:, Joint.MID_HIP]
    assert hips[0] == pytest.approx(0, abs=0.01)
    down_px = float(np.ptp(POSES.keypoints[:, Joint.MID_HIP, 1]))
    assert hips[:, 1].min() == pytest.approx(-down_px / body_size_px(POSES.keypoints), abs=0.02)
    assert hips[-1] == pytest.approx(0, abs=0.05)


@given(scale=st.floats(0.2, 5), across_px=st.floats(-2000, 2000), down_px=st.floats(-2000, 2000))
@settings(deadline=None, max_examples=30)
def test_size_and_place_in_the_picture_do_not_matter(
    scale: float, across_px: float, down_px: float
) -> None:
    moved = seen_as(POSES, scale=scale, shift_px=(across_px, down_px))
    assert normalise(moved) == pytest.approx(normalise(POSES), abs=1e-2, nan_ok=True)


def test_nobody_has_no_coordinates() -> None:
    nobody = PoseSeries(POSES.captured_us, np.full_like(POSES.keypoints, np.nan))
    assert np.isnan(normalise(nobody)).all()
    assert normalise(POSES.between(-2, -1)).shape == (0, 25, 2)


def test_a_mirror_swaps_the_sides_and_twice_is_nothing() -> None:
    trajectory = normalise(POSES)
    other = mirrored(trajectory)
    assert other[:, Joint.LEFT_KNEE, 0] == pytest.approx(-trajectory[:, Joint.RIGHT_KNEE, 0])
    assert other[:, Joint.LEFT_KNEE, 1] == pytest.approx(trajectory[:, Joint.RIGHT_KNEE, 1])
    assert mirrored(other) == pytest.approx(trajectory, nan_ok=True)
