import math

import numpy as np
import pytest

from spotter.movement.geometry.body_size import body_size_px
from spotter.movement.segmentation.excursion import ExcursionFilter, ExcursionState
from spotter.movement.segmentation.template import Template
from spotter.movement.values.poses import Pose
from spotter.movement.values.skeleton import JOINT_COUNT, Joint
from spotter.simulation.motion.performance import Plan
from support.filmed import filmed

FRAME_US = 33_333
STANDING = filmed(Plan("squat", reps=1), noise_px=0)[1].keypoints[0]
SIZE_PX = body_size_px(STANDING[None])


def template_of(*ways: np.ndarray) -> Template:
    count = len(ways)
    trust = np.ones((count, JOINT_COUNT))
    return Template(np.stack(ways), np.zeros((count, JOINT_COUNT)), trust, np.ones(count), 2.0)


def all_joints(across_tl: float, up_tl: float) -> np.ndarray:
    return np.tile([across_tl, up_tl], (JOINT_COUNT, 1))


UP, ACROSS = all_joints(0, 1), all_joints(1, 0)


def moving(template: Template, across_tl: float, up_tl: float, steps: int = 10) -> ExcursionFilter:
    """The filter after a person has moved that far in some steps."""
    followed = ExcursionFilter(template, ExcursionState.of(template))
    for step in range(steps + 1):
        keypoints = STANDING.copy()
        keypoints[:, :2] += SIZE_PX * step / steps * np.array((across_tl, -up_tl))
        followed.update(Pose(step * FRAME_US, keypoints))
    return followed


def test_what_was_seen_four_seconds_ago_counts_a_little_more_than_a_third() -> None:
    followed = moving(template_of(UP), 0.0, 0.5)
    before = followed.state.recent_swing
    followed.update(Pose(10 * FRAME_US + 4_000_000, STANDING))
    after = followed.state.recent_swing
    assert after.along / before.along == pytest.approx(math.exp(-1))
    assert after.moved / before.moved == pytest.approx(math.exp(-1))


@pytest.mark.parametrize(("across_tl", "way"), [(0.55, 0), (0.65, 1), (-0.65, 1)])
def test_another_way_is_followed_if_it_explains_a_tenth_more(across_tl: float, way: int) -> None:
    """The ways are upright and level; the shares are the sine and the cosine of the slope."""
    assert moving(template_of(UP, ACROSS), across_tl, 0.5).way == way


def test_the_excursion_is_the_share_of_the_way_gone_so_far() -> None:
    followed = moving(template_of(2 * UP), 0.3, 0.5)
    keypoints = STANDING.copy()
    keypoints[:, :2] += SIZE_PX * np.array((0.3, -0.5))
    for later in range(11, 60):
        found = followed.update(Pose(later * FRAME_US, keypoints))
    assert found is not None
    assert found.excursion == pytest.approx(0.25, abs=1e-4)


@pytest.mark.parametrize(("wrist_tl", "is_seen"), [(0.81, False), (0.83, True)])
def test_two_fifths_of_the_way_must_be_seen(wrist_tl: float, *, is_seen: bool) -> None:
    way = np.zeros((JOINT_COUNT, 2))
    way[Joint.LEFT_WRIST, 1], way[Joint.RIGHT_WRIST, 1] = wrist_tl, 1.0
    one_hand = STANDING.copy()
    one_hand[Joint.RIGHT_WRIST] = (np.nan, np.nan, 0)
    found = moving(template_of(way), 0.0, 0.5).update(Pose(11 * FRAME_US, one_hand))
    assert (found is not None) == is_seen


def test_somebody_who_is_seen_larger_from_the_turn_on_comes_back_to_where_they_began() -> None:
    way = np.zeros((JOINT_COUNT, 2))
    way[Joint.LEFT_WRIST, 1] = 1.0
    template = template_of(way)
    followed = ExcursionFilter(template, ExcursionState.of(template))
    wrist_px, rescaled = STANDING[Joint.LEFT_WRIST, :2], 1.0
    for frame in range(90):
        keypoints = STANDING.copy()
        keypoints[:, :2] = wrist_px + (0.8 if frame < 30 else 1.0) * (keypoints[:, :2] - wrist_px)
        keypoints[:, 1] -= SIZE_PX * max(0.0, 1 - abs(frame - 30) / 30)
        found = followed.update(Pose(frame * FRAME_US, keypoints))
        rescaled *= followed.rescaled
    assert found is not None
    assert found.excursion == pytest.approx(0, abs=1e-3)
    assert rescaled == pytest.approx(0.8)
