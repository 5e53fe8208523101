import math

import numpy as np
import pytest

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.segmentation.excursion import ExcursionFilter, ExcursionState
from spotter.movement.segmentation.template import Explained, Template
from spotter.movement.values.body.poses import Pose
from spotter.movement.values.body.skeleton import JOINT_COUNT, Joint
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed

FRAME_US = 33_333
STANDING = filmed(Plan("squat", reps=1), noise_px=0)[1].keypoints[0]
SIZE_PX = body_size_px(STANDING[None])


def template_of(*ways: np.ndarray, side: tuple[int, ...] = ()) -> Template:
    """A way of each of several references, unless ``side`` says that they are sides of one."""
    count = len(ways)
    trust, shown = np.ones((count, JOINT_COUNT)), np.array(side or range(0, 2 * count, 2))
    heights = np.zeros((count, JOINT_COUNT))
    return Template(np.stack(ways), heights, trust, np.ones(count), shown, 2.0)


def all_joints(across_tl: float, up_tl: float) -> np.ndarray:
    return np.tile([across_tl, up_tl], (JOINT_COUNT, 1))


def at_rest(template: Template) -> Explained:
    """No swing since the person left the rest position."""
    return Explained.none(len(template))


UP, ACROSS = all_joints(0, 1), all_joints(1, 0)


def moving(template: Template, across_tl: float, up_tl: float, steps: int = 10) -> ExcursionFilter:
    """The filter after a person has moved that far in some steps."""
    followed = ExcursionFilter(template, ExcursionState.of(template))
    for step in range(steps + 1):
        keypoints = STANDING.copy()
        keypoints[:, :2] += SIZE_PX * step / steps * np.array((across_tl, -up_tl))
        followed.update(Pose(step * FRAME_US, keypoints), at_rest(template))
    return followed


def test_what_was_seen_four_seconds_ago_counts_a_little_more_than_a_third() -> None:
    template = template_of(UP)
    followed = moving(template, 0.0, 0.5)
    before = followed.state.recent_swing
    followed.update(Pose(10 * FRAME_US + 4_000_000, STANDING), at_rest(template))
    after = followed.state.recent_swing
    assert after.along / before.along == pytest.approx(math.exp(-1))
    assert after.moved / before.moved == pytest.approx(math.exp(-1))


@pytest.mark.parametrize(("across_tl", "way"), [(0.55, 0), (0.65, 1), (-0.65, 1)])
def test_another_way_is_followed_if_it_explains_a_tenth_more(across_tl: float, way: int) -> None:
    """The ways are upright and level; the shares are the sine and the cosine of the slope."""
    assert moving(template_of(UP, ACROSS), across_tl, 0.5).way == way


def raised(joint: Joint, by_tl: float) -> np.ndarray:
    way = np.zeros((JOINT_COUNT, 2))
    way[joint, 1] = by_tl
    return way


def wrists_raised_in_turn(template: Template, seconds: float) -> list[int]:
    """The way followed at the end of each rep, left first, when both sides take turns."""
    followed, ways = ExcursionFilter(template, ExcursionState.of(template)), []
    for frame in range(round(4 * seconds * 30)):
        rep, time_s = divmod(frame / 30, seconds)
        keypoints = STANDING.copy()
        wrist = Joint.RIGHT_WRIST if rep % 2 else Joint.LEFT_WRIST
        keypoints[wrist, 1] -= SIZE_PX * math.sin(math.pi * time_s / seconds) ** 2
        followed.update(Pose(frame * FRAME_US, keypoints), at_rest(template))
        if frame and not (frame + 1) % round(seconds * 30):
            ways.append(followed.way)
    return ways


def test_the_other_side_is_followed_as_soon_as_it_moves() -> None:
    left, right = raised(Joint.LEFT_WRIST, 1.0), raised(Joint.RIGHT_WRIST, 1.0)
    assert wrists_raised_in_turn(template_of(left, right, side=(2, 3)), 2.0) == [0, 1, 0, 1]


def test_a_movement_of_both_sides_has_no_other_side() -> None:
    both = raised(Joint.LEFT_WRIST, 1.0) + raised(Joint.RIGHT_WRIST, 1.0)
    assert list(template_of(both, both, side=(0, 1)).other_side(0)) == []
    one, other = raised(Joint.LEFT_WRIST, 1.0), raised(Joint.RIGHT_WRIST, 1.0)
    assert list(template_of(one, other, both, side=(4, 5, 0)).other_side(1)) == [0]


def test_the_excursion_is_the_share_of_the_way_gone_so_far() -> None:
    template = template_of(2 * UP)
    followed = moving(template, 0.3, 0.5)
    keypoints = STANDING.copy()
    keypoints[:, :2] += SIZE_PX * np.array((0.3, -0.5))
    for later in range(11, 60):
        found = followed.update(Pose(later * FRAME_US, keypoints), at_rest(template))
    assert found is not None
    assert found.excursion == pytest.approx(0.25, abs=1e-4)


@pytest.mark.parametrize(("wrist_tl", "is_seen"), [(0.81, False), (0.83, True)])
def test_two_fifths_of_the_way_must_be_seen(wrist_tl: float, *, is_seen: bool) -> None:
    way = np.zeros((JOINT_COUNT, 2))
    way[Joint.LEFT_WRIST, 1], way[Joint.RIGHT_WRIST, 1] = wrist_tl, 1.0
    one_hand = STANDING.copy()
    one_hand[Joint.RIGHT_WRIST] = (np.nan, np.nan, 0)
    template = template_of(way)
    pose = Pose(11 * FRAME_US, one_hand)
    found = moving(template, 0.0, 0.5).update(pose, at_rest(template))
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
        found = followed.update(Pose(frame * FRAME_US, keypoints), at_rest(template))
        rescaled *= followed.rescaled
    assert found is not None
    assert found.excursion == pytest.approx(0, abs=1e-3)
    assert rescaled == pytest.approx(0.8)
