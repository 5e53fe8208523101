from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spotter.movement.geometry.trajectories.trajectory import (
    PHASES,
    SCORED_JOINTS,
    phase_trajectory,
    seen,
)
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import MIRROR, Joint
from support.movements.filmed import filmed_reference, seen_as

REP = filmed_reference("squat").reps[1]
FORTY_POSES = PoseSeries(
    np.arange(40, dtype=np.int64) * 50_000,
    REP.keypoints[np.linspace(0, len(REP) - 1, 40).round().astype(int)],
)
SCORED = list(SCORED_JOINTS)
COURSE = phase_trajectory(REP)


def without(rep: PoseSeries, joint: Joint, *poses: int) -> PoseSeries:
    keypoints = rep.keypoints.copy()
    keypoints[list(poses), joint] = (np.nan, np.nan, 0)
    return replace(rep, keypoints=keypoints)


@given(
    scale=st.floats(0.1, 10),
    across_px=st.floats(-1000, 1000),
    down_px=st.floats(-1000, 1000),
)
@settings(max_examples=20)
def test_size_and_place_in_the_picture_do_not_matter(
    scale: float, across_px: float, down_px: float
) -> None:
    found = phase_trajectory(seen_as(REP, scale=scale, shift_px=(across_px, down_px)))
    assert found[:, SCORED] == pytest.approx(COURSE[:, SCORED], abs=0.01)


def test_a_trajectory_starts_with_the_hips_at_the_origin() -> None:
    assert np.abs(COURSE[0, Joint.MID_HIP]).max() < 0.05
    assert COURSE[:, Joint.MID_HIP, 1].min() < -0.5


@pytest.mark.parametrize("every", [1, 3, 5])
def test_it_starts_there_at_any_frame_rate(every: int) -> None:
    few = PoseSeries(REP.captured_us[::every], REP.keypoints[::every])
    assert np.abs(phase_trajectory(few)[0, Joint.MID_HIP]).max() < 0.05


@pytest.mark.parametrize("frames", [1, 2, 3, 8])
def test_a_few_poses_give_a_trajectory_too(frames: int) -> None:
    few = PoseSeries(REP.captured_us[:frames], REP.keypoints[:frames])
    trajectory = phase_trajectory(few)
    assert trajectory.shape == (PHASES, 25, 2)
    assert np.isfinite(trajectory[:, SCORED]).all()


def test_smoothing_keeps_a_steady_movement_and_reduces_noise() -> None:
    keypoints = np.repeat(REP.keypoints[:1], 60, axis=0)
    keypoints[:, :, 0] += np.arange(60, dtype=np.float32)[:, None]
    steady = PoseSeries(np.arange(60, dtype=np.int64) * 33_333, keypoints)
    noise = np.random.default_rng(1).normal(0, 2, keypoints[..., :2].shape).astype(np.float32)
    shaken = replace(steady, keypoints=keypoints.copy())
    shaken.keypoints[..., :2] += noise
    trajectory, rough = phase_trajectory(steady), phase_trajectory(shaken)
    speed = np.diff(trajectory[5:-5, Joint.NECK, 0])
    assert speed == pytest.approx(np.full_like(speed, speed[0]), rel=1e-3)
    pixel_tl = speed[0]
    assert np.std(rough[:, Joint.LEFT_KNEE, 1]) < 0.75 * 2 * pixel_tl


@pytest.mark.parametrize("step_us", [16_667, 25_000, 33_333, 50_000, 100_000])
def test_a_rep_run_backwards_has_the_trajectory_run_backwards(step_us: int) -> None:
    times_us = np.arange(40, dtype=np.int64) * step_us
    forwards, backwards = (
        phase_trajectory(PoseSeries(times_us, FORTY_POSES.keypoints[::way]))[:, SCORED]
        for way in (1, -1)
    )
    from_the_mean = forwards - forwards.mean(axis=0)
    assert backwards[::-1] - backwards.mean(axis=0) == pytest.approx(from_the_mean, abs=1e-6)


def test_a_joint_is_left_out_when_it_is_seen_too_rarely_or_lost_for_too_long() -> None:
    often = without(REP, Joint.LEFT_WRIST, *range(0, len(REP), 4))
    rarely = without(REP, Joint.LEFT_WRIST, *range(0, len(REP), 2), *range(0, len(REP), 3))
    lost = without(REP, Joint.LEFT_WRIST, *range(10, 10 + round(0.3 * len(REP))))
    shown = [
        np.isfinite(phase_trajectory(rep)[:, Joint.LEFT_WRIST]).all()
        for rep in (often, rarely, lost)
    ]
    assert shown == [True, False, False]
    assert seen(lost)[:, Joint.LEFT_WRIST].mean() > 0.6
    assert np.isfinite(phase_trajectory(lost)[:, Joint.LEFT_ELBOW]).all()


@pytest.mark.parametrize("axis", [0, 1])
def test_a_joint_with_one_coordinate_is_not_seen(axis: int) -> None:
    keypoints = REP.keypoints.copy()
    keypoints[5, Joint.NECK, axis] = np.nan
    unseen = np.argwhere(~seen(replace(REP, keypoints=keypoints)))
    assert unseen.tolist() == [[5, Joint.NECK]]


@pytest.mark.parametrize(("hidden", "is_kept"), [(10, True), (11, False)])
def test_a_joint_may_be_lost_for_a_quarter_of_a_rep(hidden: int, *, is_kept: bool) -> None:
    trajectory = phase_trajectory(without(FORTY_POSES, Joint.LEFT_WRIST, *range(15, 15 + hidden)))
    assert np.isfinite(trajectory[:, Joint.LEFT_WRIST]).all() == is_kept


@pytest.mark.parametrize(("hidden", "is_kept"), [(16, True), (17, False)])
def test_a_joint_must_be_seen_in_three_fifths_of_a_rep(hidden: int, *, is_kept: bool) -> None:
    trajectory = phase_trajectory(
        without(FORTY_POSES, Joint.LEFT_WRIST, *range(1, 1 + 2 * hidden, 2))
    )
    assert np.isfinite(trajectory[:, Joint.LEFT_WRIST]).all() == is_kept


def test_a_glitch_of_one_frame_leaves_no_trace() -> None:
    keypoints = REP.keypoints.copy()
    keypoints[15, :, 0] += 400
    keypoints[22, Joint.LEFT_WRIST, 1] = 1e30
    found = phase_trajectory(replace(REP, keypoints=keypoints))
    assert found[:, SCORED] == pytest.approx(COURSE[:, SCORED], abs=0.1)


def test_single_frames_with_left_and_right_exchanged_leave_no_trace() -> None:
    keypoints = REP.keypoints.copy()
    keypoints[[3, 15, 16, 24]] = keypoints[[3, 15, 16, 24]][:, MIRROR]
    found = phase_trajectory(replace(REP, keypoints=keypoints))
    assert found[:, SCORED] == pytest.approx(COURSE[:, SCORED], abs=1e-6)


def test_a_hundred_thousand_poses_take_no_more_than_their_number() -> None:
    at = np.linspace(0, len(REP) - 1, 100_000).round().astype(int)
    for step_us in (1, 33_333):
        many = PoseSeries(np.arange(100_000, dtype=np.int64) * step_us, REP.keypoints[at])
        assert phase_trajectory(many)[:, SCORED] == pytest.approx(COURSE[:, SCORED], abs=0.25)
