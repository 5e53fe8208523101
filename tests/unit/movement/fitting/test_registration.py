from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.fitting.registration import register
from spotter.movement.geometry.trajectories.trajectory import (
    PHASES,
    SCORED_JOINTS,
    phase_trajectory,
)
from spotter.movement.geometry.view.orientation import oriented
from spotter.movement.values.body.facing import Facing
from spotter.movement.values.body.skeleton import MIRROR, Joint
from spotter.simulation.motion.faults import View
from support.movements.filmed import filmed_reference

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


@pytest.mark.parametrize("joint", [Joint.NOSE, Joint.NECK, Joint.MID_HIP])
def test_the_less_of_the_movement_is_shared_the_worse_the_fit(joint: Joint) -> None:
    moved = np.nansum(OTHER.var(axis=0), axis=-1)
    share = 1 - moved[joint] / moved.sum()
    not_expected = register(ONE, without(OTHER, joint))
    not_shown = register(without(ONE, joint), OTHER)
    assert 0.8 < share < 0.99
    assert not_shown.cost == pytest.approx(not_expected.cost / share**2)


def test_a_rep_that_shows_less_than_half_of_the_movement_fits_nothing() -> None:
    wrists = Joint.LEFT_WRIST, Joint.RIGHT_WRIST
    found = register(without(CURL, *wrists, Joint.LEFT_ELBOW), CURL)
    assert found.cost == np.inf
    assert found.path.tolist() == [[phase, phase] for phase in range(PHASES)]


@pytest.mark.parametrize(("times_better", "is_turned"), [(1.4, False), (1.6, True)])
def test_a_rep_is_reoriented_only_if_that_fits_one_and_a_half_times_better(
    times_better: float, *, is_turned: bool
) -> None:
    bob = np.full((PHASES, 25, 2), np.nan)
    bob[:, list(SCORED_JOINTS)] = 0.0
    bob[..., 1] -= np.sin(np.linspace(0, np.pi, PHASES))[:, None]
    aside = np.zeros_like(bob)
    aside[..., 0] = 0.05
    other_way = (1 - sqrt(times_better)) / (1 + sqrt(times_better))
    assert register(bob + other_way * aside, bob + aside).facing.flips_x is is_turned


@given(st.floats(-3, 3), st.floats(-3, 3))
@settings(max_examples=10)
def test_a_shift_of_both_does_not_matter(across_tl: float, up_tl: float) -> None:
    shift = np.array([across_tl, up_tl])
    here, there = register(ONE, OTHER), register(ONE + shift, OTHER + shift)
    assert there.cost == pytest.approx(here.cost, rel=1e-6)
    assert there.facing is here.facing


def test_frames_increase_over_the_whole_attempt() -> None:
    frames = register(ONE, OTHER).frames(41)
    assert (frames[0], frames[-1], len(frames)) == (0, 40, PHASES)
    assert np.all(np.diff(frames) >= 0)
    assert register(ONE, ONE).frames(PHASES).tolist() == list(range(PHASES))
    assert register(ONE, ONE).frames(1).tolist() == [0] * PHASES
