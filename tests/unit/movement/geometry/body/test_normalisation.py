import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.geometry.body.normalisation import mirrored, normalise
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, seen_as

POSES = filmed(Plan("squat", reps=2), noise_px=0)[1]


def test_across_and_up_have_the_same_unit() -> None:
    hand_and_foot = [Joint.LEFT_WRIST, Joint.RIGHT_ANKLE]
    apart_px = np.diff(POSES.keypoints[:, hand_and_foot, :2].astype(float), axis=1)
    apart_tl = np.diff(normalise(POSES)[:, hand_and_foot], axis=1)
    assert apart_tl == pytest.approx(apart_px / body_size_px(POSES.keypoints) * (1, -1))


def test_a_movement_keeps_the_path_of_its_hips() -> None:
    hips = normalise(POSES)[:, Joint.MID_HIP]
    assert hips[0] == pytest.approx(0, abs=0.01)
    down_px = float(np.ptp(POSES.keypoints[:, Joint.MID_HIP, 1]))
    assert hips[:, 1].min() == pytest.approx(-down_px / body_size_px(POSES.keypoints), abs=0.02)
    assert hips[-1] == pytest.approx(0, abs=0.05)


@given(scale=st.floats(0.2, 5), across_px=st.floats(-2000, 2000), down_px=st.floats(-2000, 2000))
@settings(max_examples=30)
def test_size_and_place_in_the_picture_do_not_matter(
    scale: float, across_px: float, down_px: float
) -> None:
    moved = seen_as(POSES, scale=scale, shift_px=(across_px, down_px))
    assert normalise(moved) == pytest.approx(normalise(POSES), abs=1e-2, nan_ok=True)


def test_poses_of_nobody_have_no_coordinates() -> None:
    nobody = PoseSeries(POSES.captured_us, np.full_like(POSES.keypoints, np.nan))
    assert np.isnan(normalise(nobody)).all()
    assert normalise(POSES.between(-2, -1)).shape == (0, 25, 2)


def test_a_mirror_swaps_the_sides_and_twice_is_the_identity() -> None:
    trajectory = normalise(POSES)
    other = mirrored(trajectory)
    assert other[:, Joint.LEFT_KNEE, 0] == pytest.approx(-trajectory[:, Joint.RIGHT_KNEE, 0])
    assert other[:, Joint.LEFT_KNEE, 1] == pytest.approx(trajectory[:, Joint.RIGHT_KNEE, 1])
    assert mirrored(other) == pytest.approx(trajectory, nan_ok=True)
