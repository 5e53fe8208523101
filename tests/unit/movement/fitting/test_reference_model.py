from dataclasses import replace
from math import sqrt
from statistics import fmean

import numpy as np
import pytest

from spotter.movement.fitting.reference_model import ReferenceModel, learn_model
from spotter.movement.fitting.registration import register
from spotter.movement.geometry.trajectories.trajectory import (
    PHASES,
    SCORED_JOINTS,
    phase_trajectory,
)
from spotter.movement.geometry.view.orientation import oriented
from spotter.movement.values.body.facing import Facing
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.errors import MovementError
from spotter.movement.values.taught.reference import Reference
from spotter.simulation.motion.faults import View
from support.movements.filmed import filmed_reference

REFERENCE = filmed_reference("squat")
EXPECTED = learn_model(REFERENCE)
UNSCORED = sorted(set(Joint) - set(SCORED_JOINTS))


def of(*reps: PoseSeries) -> ReferenceModel:
    return learn_model(Reference("squat", reps))


def test_a_trajectory_has_sixty_phases_of_the_scored_joints() -> None:
    trajectory = phase_trajectory(REFERENCE.reps[0])
    assert trajectory.shape == (PHASES, 25, 2) == (60, 25, 2)
    assert np.isfinite(trajectory[:, list(SCORED_JOINTS)]).all()
    assert np.isnan(trajectory[:, UNSCORED]).all()


def test_the_model_of_one_rep_is_its_own_trajectory() -> None:
    rep = REFERENCE.reps[0]
    assert of(rep).trajectory == pytest.approx(phase_trajectory(rep), nan_ok=True)


def test_the_model_of_several_reps_lies_between_them() -> None:
    trajectories = [phase_trajectory(rep) for rep in REFERENCE.reps]
    deepest_tl = [trajectory[:, Joint.MID_HIP, 1].min() for trajectory in trajectories]
    assert min(deepest_tl) - 0.02 < EXPECTED.trajectory[:, Joint.MID_HIP, 1].min()
    assert EXPECTED.trajectory[:, Joint.MID_HIP, 1].min() < max(deepest_tl) + 0.02


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_other_reps_are_not_registered_to_a_cut_off_rep(place: int) -> None:
    whole = list(REFERENCE.reps[:2])
    half = REFERENCE.reps[2].between(0, int(REFERENCE.reps[2].captured_us[12]))
    found = of(*whole[:place], half, *whole[place:])
    hips = found.trajectory[:, Joint.MID_HIP, 1]
    assert hips == pytest.approx(of(*whole).trajectory[:, Joint.MID_HIP, 1], abs=0.15)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_other_reps_are_not_registered_to_a_rep_with_half_another_one(place: int) -> None:
    whole, third = list(REFERENCE.reps[:2]), REFERENCE.reps[2]
    keypoints = np.concatenate([third.keypoints, third.keypoints[: len(third) // 2]])
    times_us = np.arange(len(keypoints), dtype=np.int64) * 66_667
    found = of(*whole[:place], PoseSeries(times_us, keypoints), *whole[place:])
    hips = found.trajectory[:, Joint.MID_HIP, 1]
    assert hips == pytest.approx(of(*whole).trajectory[:, Joint.MID_HIP, 1], abs=0.15)


@pytest.mark.parametrize(("reps", "is_learned"), [(2, True), (3, False)])
def test_a_joint_is_learned_if_half_of_the_reps_show_it(reps: int, *, is_learned: bool) -> None:
    rep = REFERENCE.reps[0]
    keypoints = rep.keypoints.copy()
    keypoints[:, Joint.LEFT_ANKLE] = (np.nan, np.nan, 0)
    found = of(rep, *[replace(rep, keypoints=keypoints)] * (reps - 1))
    assert np.isfinite(found.trajectory[:, Joint.LEFT_ANKLE]).all() == is_learned
    assert np.isfinite(found.trajectory[:, Joint.RIGHT_ANKLE]).all()


def test_the_torso_is_the_mean_vector_from_hips_to_neck() -> None:
    neck, hips = (EXPECTED.trajectory[:, joint] for joint in (Joint.NECK, Joint.MID_HIP))
    ways = [(n[0] - h[0], n[1] - h[1]) for n, h in zip(neck, hips, strict=True)]
    assert EXPECTED.torso_tl.tolist() == pytest.approx(
        [fmean(one) for one in zip(*ways, strict=True)]
    )


def test_more_reps_that_agree_allow_less() -> None:
    once, thrice = of(REFERENCE.reps[0]), of(*[REFERENCE.reps[0]] * 3)
    scored = list(SCORED_JOINTS)
    assert np.all(thrice.allowance[:, scored] < once.allowance[:, scored])
    assert np.all(thrice.allowance[:, scored] > 0.04)


@pytest.mark.parametrize("reps", [1, 2, 5])
def test_reps_that_agree_count_with_three_imagined_ones_that_spread_by_a_tenth_of_a_torso(
    reps: int,
) -> None:
    found = of(*[REFERENCE.reps[0]] * reps)
    allowance = 0.04 + sqrt(3 * 0.1**2 / (3 + reps - 1))
    for each in (found.allowance, found.unexplained_allowance):
        assert each[:, list(SCORED_JOINTS)] == pytest.approx(allowance)


def test_reps_that_differ_allow_more_where_they_differ() -> None:
    rep = REFERENCE.reps[0]
    keypoints = rep.keypoints.copy()
    keypoints[8:-8, Joint.LEFT_WRIST, 1] -= 60
    both = of(rep, replace(rep, keypoints=keypoints))
    alike = of(rep, rep)
    wider = both.allowance - alike.allowance
    assert wider[30, Joint.LEFT_WRIST, 1] > 0.1
    assert wider[30, Joint.RIGHT_KNEE, 1] == pytest.approx(0, abs=0.02)


def test_the_representative_rep_is_the_one_nearest_to_the_mean() -> None:
    odd = REFERENCE.reps[0]
    keypoints = odd.keypoints.copy()
    keypoints[10:-10, [Joint.LEFT_WRIST, Joint.RIGHT_WRIST], 1] -= 90
    expected = of(replace(odd, keypoints=keypoints), *REFERENCE.reps[1:])
    assert expected.representative_index != 0
    frames = expected.representative_frames
    assert frames[0] == 0
    assert frames[-1] == len(REFERENCE.reps[expected.representative_index]) - 1
    assert np.all(np.diff(frames) >= 0)


@pytest.mark.parametrize("facing", Facing)
def test_a_rep_is_oriented_like_the_reference(facing: Facing) -> None:
    reference = filmed_reference("lunge", View.SIDE)
    trajectory = phase_trajectory(reference.reps[0])
    best = register(oriented(trajectory, facing), trajectory)
    assert best.facing is facing
    assert best.cost == pytest.approx(0, abs=1e-9)


def test_a_symmetric_rep_is_not_mirrored() -> None:
    trajectory = phase_trajectory(REFERENCE.reps[0])
    assert register(trajectory, phase_trajectory(REFERENCE.reps[1])).facing is Facing.SAME


def test_a_cut_off_rep_is_registered_to_the_part_that_it_shows() -> None:
    rep = REFERENCE.reps[0]
    later = rep.between(int(rep.captured_us[len(rep) // 4]), int(rep.captured_us[-1]))
    best = register(phase_trajectory(later), phase_trajectory(rep))
    assert not best.phases[:10].any()
    assert best.phases[30:].all()
    assert np.isnan(best.trajectory[0]).all()


def test_what_shows_too_little_of_the_movement_fits_nothing() -> None:
    trajectory = phase_trajectory(REFERENCE.reps[0])
    assert register(np.full_like(trajectory, np.nan), trajectory).cost == np.inf


def test_a_gap_is_filled_and_a_joint_that_is_never_seen_is_left_out() -> None:
    rep = REFERENCE.reps[0]
    keypoints = rep.keypoints.copy()
    keypoints[10:14, Joint.LEFT_KNEE] = (np.nan, np.nan, 0)
    keypoints[:, Joint.RIGHT_ANKLE] = (np.nan, np.nan, 0)
    trajectory = phase_trajectory(replace(rep, keypoints=keypoints))
    whole = phase_trajectory(rep)
    assert np.isnan(trajectory[:, Joint.RIGHT_ANKLE]).all()
    assert trajectory[:, Joint.LEFT_KNEE] == pytest.approx(whole[:, Joint.LEFT_KNEE], abs=0.1)


def test_the_frame_rate_does_not_change_the_trajectory() -> None:
    rep = REFERENCE.reps[0]
    half = PoseSeries(rep.captured_us[::2], rep.keypoints[::2])
    whole = phase_trajectory(rep.between(0, int(half.captured_us[-1])))
    scored = list(SCORED_JOINTS)
    assert phase_trajectory(half)[:, scored] == pytest.approx(whole[:, scored], abs=0.15)


def test_a_reference_that_shows_nobody_is_refused() -> None:
    rep = REFERENCE.reps[0]
    with pytest.raises(MovementError, match="shows no joint in all reps"):
        of(rep, replace(rep, keypoints=np.full_like(rep.keypoints, np.nan)))
