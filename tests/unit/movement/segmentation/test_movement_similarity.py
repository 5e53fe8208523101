from dataclasses import replace
from math import hypot

import numpy as np
import pytest

from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.segmentation.joint_filter import JointFilter, JointFilterState
from spotter.movement.segmentation.movement_similarity import (
    MovementSimilarity,
    MovementSimilarityState,
)
from spotter.movement.segmentation.template import Template
from spotter.movement.values.body.poses import Pose
from spotter.movement.values.body.skeleton import JOINT_COUNT, Joint
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed

FRAME_US = 33_333
STANDING = filmed(Plan("squat", reps=1), noise_px=0)[1].keypoints[0]
SIZE_PX = body_size_px(STANDING[None])
HEIGHTS_TL = -STANDING[:, 1] / SIZE_PX
ALL = np.ones(JOINT_COUNT, dtype=bool)
WRISTS = np.isin(np.arange(JOINT_COUNT), [Joint.LEFT_WRIST, Joint.RIGHT_WRIST])


def upward(joints: np.ndarray) -> Template:
    """An exercise that lifts ``joints`` by one torso length."""
    way = np.where(joints[:, None], [0.0, 1.0], 0.0)
    trust = np.ones((1, JOINT_COUNT))
    return Template(way[None], HEIGHTS_TL[None], trust, np.ones(1), np.zeros(1, int), 2.0)


class Mover:
    """A person whose joints move, and the similarity of the movement to an exercise."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self.joints = JointFilter(JointFilterState())
        self._pose = Pose(0, STANDING)
        self.joints.update(self._pose)
        state = MovementSimilarityState.of(template, self.joints.state)
        self.similarity = MovementSimilarity(template, self.joints, state)

    def moves(self, across_tl: float, up_tl: float, joints: np.ndarray = ALL) -> None:
        """Moves in ten steps, then stands still until the filters have followed."""
        step_px = SIZE_PX / 10 * np.array((across_tl, -up_tl))
        for number in range(40):
            keypoints = self._pose.keypoints.copy()
            keypoints[joints, :2] += step_px if number < 10 else 0.0
            self._pose = replace(
                self._pose, captured_us=self._pose.captured_us + FRAME_US, keypoints=keypoints
            )
            step = self.joints.update(self._pose)
            assert step is not None
            self.similarity.add(self._template.explained(step.swing_tl, step.weight))


def sloping(across_per_up: float) -> Mover:
    mover = Mover(upward(ALL))
    mover.similarity.begin()
    mover.moves(0.5 * across_per_up, 0.5)
    return mover


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(
    ("across_per_up", "reference_ratio", "is_similar"),
    [(1.04, 1.0, True), (1.12, 1.0, False), (0.86, 1.1, True), (0.94, 1.1, False)],
)
def test_about_two_thirds_of_a_movement_must_go_along_the_way(
    across_per_up: float, reference_ratio: float, sign: int, *, is_similar: bool
) -> None:
    similarity = sloping(sign * across_per_up).similarity
    assert similarity.is_similar(0, reference_ratio, 0.0) is is_similar


def test_what_came_before_the_wave_does_not_count() -> None:
    mover = Mover(upward(ALL))
    mover.moves(1.0, 0.0)
    assert not mover.similarity.is_similar(0, 1.0, 0.0)
    mover.similarity.begin()
    mover.moves(0.0, 0.5)
    assert mover.similarity.is_similar(0, 1.0, 0.0)


def test_a_wave_that_turns_out_to_have_begun_at_the_mark_counts_from_there() -> None:
    mover = Mover(upward(ALL))
    mover.similarity.begin()
    mover.moves(1.0, 0.0)
    mover.similarity.mark()
    mover.moves(0.0, 0.5)
    assert not mover.similarity.is_similar(0, 1.0, 0.0)
    mover.similarity.begin_at_mark()
    assert mover.similarity.is_similar(0, 1.0, 0.0)


def test_the_way_back_counts_from_the_highest_point() -> None:
    mover = Mover(upward(ALL))
    mover.similarity.begin()
    mover.moves(1.0, 0.5)
    mover.similarity.reach()
    mover.moves(0.0, -0.5)
    assert not mover.similarity.is_similar(0, 1.0, 0.0)
    assert mover.similarity.way_back_is_similar(0, 1.0, 0.0)


def test_the_usual_share_is_that_of_the_first_rep_and_then_follows_the_next_ones() -> None:
    mover = sloping(0.0)
    mover.similarity.learn(0, 0.4)
    assert mover.similarity.state.usual == pytest.approx(1)
    mover.similarity.begin()
    mover.moves(0.5, 0.5)
    mover.similarity.learn(0, 0.4)
    assert mover.similarity.state.usual == pytest.approx(0.6 + 0.4 / hypot(1, 1))


@pytest.mark.parametrize(("across_per_up", "is_similar"), [(0.72, True), (0.78, False)])
def test_a_rep_must_go_along_the_way_about_as_much_as_usual(
    across_per_up: float, *, is_similar: bool
) -> None:
    mover = sloping(across_per_up)
    usual = replace(mover.similarity.state, usual=1.0)
    as_usual = MovementSimilarity(upward(ALL), mover.joints, usual)
    assert as_usual.is_similar(0, 0.0, 0.8) is is_similar


@pytest.mark.parametrize(("lifted_tl", "bends"), [(0.19, False), (0.21, True)])
def test_the_joints_must_move_relative_to_each_other_by_a_fifth_of_the_rise(
    lifted_tl: float, *, bends: bool
) -> None:
    mover = Mover(upward(WRISTS))
    mover.moves(0.3, 0.3)
    mover.similarity.begin()
    mover.moves(0.0, lifted_tl, WRISTS)
    mover.moves(0.5, 0.7)  # as a camera that moves shows it
    mover.similarity.reach()
    assert mover.similarity.bends(0, rise=1.0) is bends
    assert mover.similarity.bends(0, rise=0.5)


@pytest.mark.parametrize(("higher_tl", "is_in_place"), [(0.69, True), (0.71, False)])
def test_after_a_rep_the_heights_are_a_third_of_a_torso_from_those_at_rest_or_less(
    higher_tl: float, *, is_in_place: bool
) -> None:
    half = np.arange(JOINT_COUNT) < JOINT_COUNT // 2
    template = replace(upward(ALL), rest_tl=(HEIGHTS_TL + higher_tl * half)[None])
    assert Mover(template).similarity.is_in_place(0) is is_in_place
