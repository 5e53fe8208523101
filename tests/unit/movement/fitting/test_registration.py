import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.fitting.registration import register
from spotter.movement.geometry.orientation import oriented
from spotter.movement.geometry.trajectory import PHASES, SCORED_JOINTS, phase_trajectory
from spotter.movement.values.facing import Facing
from spotter.movement.values.skeleton import MIRROR, Joint
from spotter.simulation.motion.faults import View
from support.filmed import filmed_reference

LUNGE = phase_trajectory(filmed_reference("lunge", View.SIDE).reps[0])
CURL = phase_trajectory(filmed_reference("biceps-curl").reps[0])
ONE, OTHER = (phase_trajectory(rep) for rep in filmed_reference("squat").reps[:2])


def without(trajectory: np.ndarray, *joints: int) -> np.ndarray:
    trajectory = trajectory.copy()
    trajectory[:, list(joints)] = np.nan
    return trajectory


@pytest.mark.parametrize("facing", Facing)
def test_the_facing_is_found_although_joints_are_hidden(facing: Facing) -> None:
    hidden = Joint.RIGHT_ELBOW, Joint.NOSE
    best = register(without(oriented(LUNGE, facing), *hidden), LUNGE)
    assert best.facing is facing
    assert best.cost == pytest.approx(0, abs=1e-9)
    there = [MIRROR[joint] if facing.swaps_sides else joint for joint in hidden]
    assert np.isnan(best.trajectory[:, there]).all()
    assert np.isfinite(best.trajectory).all(axis=(0, 2)).sum() == len(SCORED_JOINTS) - len(hidden)


def test_a_joint_that_only_one_shows_changes_neither_the_path_nor_the_facing() -> None:
    whole = register(ONE, without(OTHER, Joint.NOSE))
    less = register(without(ONE, Joint.NOSE), OTHER)
    assert np.array_equal(whole.path, less.path)
    assert whole.facing is less.facing


def test_the_less_of_the_movement_is_shared_the_worse_is_the_fit() -> None:
    arms = Joint.LEFT_WRIST, Joint.LEFT_ELBOW
    assert register(ONE, OTHER).cost < register(without(ONE, Joint.MID_HIP, Joint.NECK), OTHER).cost
    assert register(without(CURL, Joint.LEFT_WRIST, Joint.RIGHT_WRIST, *arms), CURL).cost == np.inf


@given(st.floats(-3, 3), st.floats(-3, 3))
@settings(deadline=None, max_examples=10)
def test_what_both_are_shifted_by_does_not_matter(across_tl: float, up_tl: float) -> None:
    shift = np.array([across_tl, up_tl])
    here, there = register(ONE, OTHER), register(ONE + shift, OTHER + shift)
    assert there.cost == pytest.approx(here.cost, rel=1e-6)
    assert there.facing is here.facing


def test_frames_rise_over_the_whole_attempt() -> None:
    frames = register(ONE, OTHER).frames(41)
    assert (frames[0], frames[-1], len(frames)) == (0, 40, PHASES)
    assert np.all(np.diff(frames) >= 0)
    assert register(ONE, ONE).frames(PHASES).tolist() == list(range(PHASES))
    assert register(ONE, ONE).frames(1).tolist() == [0] * PHASES
