from math import exp

import numpy as np
import pytest

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.segmentation.joint_filter import JointFilter, JointFilterState, Step
from spotter.movement.values.body.poses import Keypoints, Pose
from spotter.movement.values.body.skeleton import JOINT_COUNT, Joint
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed

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
        hidden(each, Joint.NOSE) if 8 <= step < 13 else each for step, each in enumerate(rising)
    ]
    flickered = followed(*lost, *[rising[-1]] * 20)
    nose = seen.state.way_tl[Joint.NOSE]
    assert flickered.state.way_tl[Joint.NOSE] == pytest.approx(nose, abs=0.01)


def test_a_joint_hidden_for_long_starts_afresh_where_it_reappears() -> None:
    lost = [hidden(STANDING, Joint.NECK)] * 30
    joints = followed(STANDING, *lost, *[shifted(30)] * 20)
    assert joints.state.way_tl[Joint.NECK, 1] == pytest.approx(0, abs=0.01)


def step_to(keypoints: Keypoints, after_s: float = FRAME_US / 1e6) -> Step:
    """The step to a pose from the standing one."""
    joints = followed(STANDING)
    step = joints.update(Pose(round(after_s * 1e6), keypoints))
    assert step is not None
    return step


def test_smoothing_takes_seventy_milliseconds_and_the_recent_mean_four_tenths_of_a_second() -> None:
    up_tl = 0.3
    step = step_to(shifted(up_tl * body_size_px(STANDING[None])))
    moved_tl = up_tl * (1 - exp(-step.since_s / 0.07))
    assert step.since_s == pytest.approx(0.033333)
    assert step.moved_tl[:, 1] == pytest.approx(np.full(JOINT_COUNT, moved_tl), rel=1e-4)
    assert step.swing_tl == pytest.approx(step.moved_tl * exp(-step.since_s / 0.4))


def test_trust_in_a_joint_fades_within_a_second() -> None:
    doubtful = STANDING.copy()
    doubtful[Joint.NECK, 2] = 0.25
    weight = step_to(doubtful, after_s=0.4).weight
    assert weight[Joint.NECK] == pytest.approx(0.25 + 0.75 * exp(-0.4))
    assert weight[Joint.NOSE] == pytest.approx(1)


def step_of_wrist(after_s: float, moved_tl: float, *, others_seen: bool) -> bool:
    """Whether a wrist that is seen again after a while, elsewhere, is followed."""
    joints = followed(STANDING)
    hidden_wrist = hidden(STANDING, Joint.LEFT_WRIST)
    for step in range(1, int(after_s / 0.02) if others_seen else 0):
        joints.update(Pose(20_000 * step, hidden_wrist))
    moved = shifted(moved_tl * body_size_px(STANDING[None]), Joint.LEFT_WRIST)
    seen = joints.update(Pose(round(after_s * 1e6), moved))
    assert seen is not None
    return bool(seen.weight[Joint.LEFT_WRIST] > 0)


@pytest.mark.parametrize(
    ("after_s", "moved_tl", "is_followed"),
    [
        (0.02, 0.29, True),
        (0.02, 0.31, False),
        (0.4, 0.99, True),
        (0.4, 1.01, False),
        (0.5, 0.0, True),
        (0.51, 0.0, False),
    ],
)
def test_a_hidden_joint_moves_fifteen_torso_lengths_a_second_up_to_one_and_half_a_second(
    after_s: float, moved_tl: float, *, is_followed: bool
) -> None:
    assert step_of_wrist(after_s, moved_tl, others_seen=True) == is_followed


@pytest.mark.parametrize(
    ("after_s", "moved_tl", "is_followed"),
    [(0.24, 1.01, False), (0.26, 1.8, True), (0.26, 2.5, False), (3, 1.5, True), (3.1, 0, False)],
)
def test_a_person_of_whom_nothing_was_seen_for_up_to_three_seconds_has_moved_meanwhile(
    after_s: float, moved_tl: float, *, is_followed: bool
) -> None:
    assert step_of_wrist(after_s, moved_tl, others_seen=False) == is_followed


def test_a_bent_person_keeps_the_size_of_the_last_ten_seconds() -> None:
    bent = STANDING.copy()
    bent[:, :2] *= 0.5
    sizes = []
    joints = followed(STANDING)
    for second in range(1, 12):
        joints.update(Pose(second * 1_000_000, bent))
        sizes.append(joints.state.size_px / body_size_px(STANDING[None]))
    assert sizes[:2] == pytest.approx([1, 1])
    assert sizes[-1] == pytest.approx(0.5)
    assert len(joints.state.sizes) == 10


def test_nothing_is_followed_until_a_person_is_seen() -> None:
    joints = JointFilter(JointFilterState())
    nobody = np.full_like(STANDING, np.nan)
    assert joints.update(Pose(0, nobody)) is None
    step = joints.update(Pose(FRAME_US, STANDING))
    assert step is not None
    assert not step.weight.any()
    assert step.seen.all()
