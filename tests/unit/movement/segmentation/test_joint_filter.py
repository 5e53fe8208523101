import numpy as np
import pytest

from spotter.movement.geometry.body_size import body_size_px
from spotter.movement.segmentation.joint_filter import JointFilter, JointFilterState
from spotter.movement.values.poses import Keypoints, Pose
from spotter.movement.values.skeleton import JOINT_COUNT, Joint
from spotter.simulation.motion.performance import Plan
from support.filmed import filmed

FRAME_US = 33_333
STANDING = filmed(Plan("squat", reps=1))[1].keypoints[0]


def followed(*keypoints: Keypoints, every_us: int = FRAME_US) -> JointFilter:
    joints = JointFilter(JointFilterState())
    for number, points in enumerate(keypoints):
        joints.update(Pose(number * every_us, points))
    return joints


def shifted(by_px: float, joint: Joint | None = None) -> Keypoints:
    """The standing person, with all joints or one further up in the picture."""
    keypoints: Keypoints = STANDING.copy()
    keypoints[slice(None) if joint is None else joint, 1] -= by_px
    return keypoints


def hidden(keypoints: Keypoints, joint: Joint) -> Keypoints:
    keypoints = keypoints.copy()
    keypoints[joint] = (np.nan, np.nan, 0)
    return keypoints


def test_a_rising_body_moves_up_by_as_many_torso_lengths() -> None:
    size_px = body_size_px(STANDING[None])
    rising = [shifted(size_px * step / 30) for step in range(31)]
    joints = followed(*rising, *[rising[-1]] * 30)
    assert joints.state.way_tl[:, 1] == pytest.approx(np.ones(JOINT_COUNT), abs=0.01)
    assert joints.state.way_tl[:, 0] == pytest.approx(np.zeros(JOINT_COUNT), abs=0.01)


def test_a_joint_that_leaps_away_and_back_has_not_moved() -> None:
    leap = shifted(400, Joint.LEFT_ANKLE)
    joints = followed(*[STANDING] * 5, *[leap] * 5, *[STANDING] * 5)
    assert np.abs(joints.state.way_tl).max() < 0.01


def test_a_whole_body_that_leaps_to_another_place_has_not_moved() -> None:
    joints = followed(*[STANDING] * 5, *[shifted(-300)] * 30)
    assert np.abs(joints.state.way_tl).max() < 0.01


def test_a_briefly_hidden_joint_is_followed_to_where_it_reappears() -> None:
    rising = [shifted(3.0 * step) for step in range(20)]
    seen = followed(*rising, *[rising[-1]] * 20)
    lost = [
        hidden(each, Joint.NECK) if 8 <= step < 13 else each for step, each in enumerate(rising)
    ]
    flickered = followed(*lost, *[rising[-1]] * 20)
    neck = seen.state.way_tl[Joint.NECK]
    assert flickered.state.way_tl[Joint.NECK] == pytest.approx(neck, abs=0.01)


def test_a_joint_hidden_for_long_starts_afresh_where_it_reappears() -> None:
    lost = [hidden(STANDING, Joint.NECK)] * 30
    joints = followed(STANDING, *lost, *[shifted(30)] * 20)
    assert joints.state.way_tl[Joint.NECK, 1] == pytest.approx(0, abs=0.01)


def test_nothing_is_followed_until_a_person_is_seen() -> None:
    joints = JointFilter(JointFilterState())
    nobody = np.full_like(STANDING, np.nan)
    assert joints.update(Pose(0, nobody)) is None
    step = joints.update(Pose(FRAME_US, STANDING))
    assert step is not None
    assert not step.weight.any()
    assert step.seen.all()
