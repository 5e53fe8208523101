"""Smoothing reduces jitter at rest and does not delay a fast rep."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from spotter.movement.values.body.poses import Keypoints, PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.simulation.filming.camera import Camera
from spotter.simulation.motion.performance import Performance, Plan, perform
from spotter.tracking.smoothing import Smoother, SmoothingTracker, smoothed
from spotter.tracking.track_observations import Tracked
from spotter.tracking.tracker import Tracker
from support.networks.disc_estimator import disc_person

NOISE_PX = 2.0
TURNS = {"squat": (Joint.MID_HIP, 1), "biceps-curl": (Joint.RIGHT_WRIST, -1)}
"""Exercise -> the joint that shows its depth, and whether the turning point is down or up."""


def fast_reps(exercise: str, rep_s: float, rate_hz: float) -> tuple[Performance, PoseSeries]:
    plan = Plan(exercise, reps=4, rep_s=rep_s, rest_s=0.6, rate_hz=rate_hz)
    performance = perform(plan, np.random.default_rng(1))
    return performance, performance.poses(Camera(aim_m=plan.aim_m))


def standing_still(rate_hz: float, frames: int = 300) -> PoseSeries:
    _, poses = fast_reps("squat", 1.0, rate_hz)
    times_us = np.round(np.arange(frames) * 1e6 / rate_hz).astype(np.int64)
    return PoseSeries(times_us, np.repeat(poses.keypoints[:1], frames, axis=0))


def with_jitter(poses: PoseSeries, noise_px: float = NOISE_PX) -> PoseSeries:
    keypoints = poses.keypoints.copy()
    keypoints[..., :2] += np.random.default_rng(3).normal(0, noise_px, keypoints[..., :2].shape)
    return PoseSeries(poses.captured_us, keypoints)


@pytest.mark.parametrize(("rate_hz", "most_lost"), [(15.0, 0.02), (30.0, 0.01)])
@pytest.mark.parametrize(
    ("exercise", "rep_s"),
    [("squat", 1.0), ("biceps-curl", 0.8)],
)
def test_a_fast_rep_keeps_its_turning_point(
    exercise: str, rep_s: float, rate_hz: float, most_lost: float
) -> None:
    joint, down = TURNS[exercise]
    performance, poses = fast_reps(exercise, rep_s, rate_hz)
    calm = smoothed(poses)
    for rep in performance.reps:
        frames = slice(rep.first_frame - 1, rep.last_frame + 5)
        true, trajectory = (down * p.keypoints[frames, joint, 1] for p in (poses, calm))
        assert true.max() - trajectory.max() < most_lost * np.ptp(true)


@pytest.mark.parametrize(("rate_hz", "left"), [(15.0, 0.4), (30.0, 0.25)])
def test_jitter_of_a_body_at_rest_is_reduced(rate_hz: float, left: float) -> None:
    noisy = with_jitter(standing_still(rate_hz))
    before, after = (
        np.diff(poses.keypoints[30:, :, :2], axis=0).std() for poses in (noisy, smoothed(noisy))
    )
    assert after < left * before
    true = standing_still(rate_hz).keypoints[30:, :, :2]
    assert (smoothed(noisy).keypoints[30:, :, :2] - true).std() < 0.6 * NOISE_PX


def moved_at_once(rate_hz: float, step_tl: float) -> NDArray[np.float64]:
    """The share of a step that the smoothed joint has made, frame by frame from the step on."""
    still = standing_still(rate_hz, frames=60)
    torso = still.keypoints[0, Joint.NECK, :2] - still.keypoints[0, Joint.MID_HIP, :2]
    step_px = step_tl * float(np.hypot(*torso))
    keypoints = still.keypoints.copy()
    keypoints[30:, :, 0] += step_px
    trajectory = smoothed(PoseSeries(still.captured_us, keypoints)).keypoints[30:, Joint.NECK, 0]
    made: NDArray[np.float64] = (trajectory - still.keypoints[0, Joint.NECK, 0]) / step_px
    return made


@pytest.mark.parametrize("rate_hz", [15.0, 30.0])
def test_a_step_of_a_torso_length_is_nine_tenths_done_within_a_seventh_of_a_second(
    rate_hz: float,
) -> None:
    made = moved_at_once(rate_hz, step_tl=1.0)
    assert made[round(rate_hz / 7)] > 0.9
    assert made.max() < 1.0 + 1e-5


def test_a_steady_movement_is_followed_with_a_lag_of_under_a_twentieth_of_a_second() -> None:
    still = standing_still(30.0, frames=60)
    torso = still.keypoints[0, Joint.NECK, :2] - still.keypoints[0, Joint.MID_HIP, :2]
    speed_px_s = 1.5 * float(np.hypot(*torso))
    keypoints = still.keypoints.copy()
    keypoints[..., 0] += (speed_px_s * np.arange(60) / 30)[:, None]
    calm = smoothed(PoseSeries(still.captured_us, keypoints)).keypoints
    assert np.all(keypoints[30:, :, 0] - calm[30:, :, 0] < 0.05 * speed_px_s)


def test_a_missing_joint_stays_missing_and_starts_afresh() -> None:
    noisy = with_jitter(standing_still(30.0, frames=20))
    noisy.keypoints[8:11, Joint.LEFT_KNEE] = (np.nan, np.nan, 0)
    calm = smoothed(noisy).keypoints
    assert np.isnan(calm[8:11, Joint.LEFT_KNEE, :2]).all()
    np.testing.assert_array_equal(calm[11, Joint.LEFT_KNEE], noisy.keypoints[11, Joint.LEFT_KNEE])
    assert np.isfinite(calm[11:, Joint.LEFT_KNEE]).all()


def test_after_a_gap_all_joints_start_afresh() -> None:
    one, other = with_jitter(standing_still(30.0, frames=2)).keypoints
    smoother = Smoother()
    smoother.smooth(0, one)
    np.testing.assert_array_equal(smoother.smooth(600_000, other), other)


def test_a_frame_that_is_not_newer_passes_unchanged() -> None:
    one, other = with_jitter(standing_still(30.0, frames=2)).keypoints
    smoother = Smoother()
    smoother.smooth(1000, one)
    np.testing.assert_array_equal(smoother.smooth(1000, other), other)


def test_less_confident_joints_are_smoothed_more() -> None:
    noisy = with_jitter(standing_still(30.0, frames=200))
    unsure = noisy.keypoints.copy()
    unsure[..., 2] = 0.4
    sure, doubtful = (
        np.diff(smoothed(PoseSeries(noisy.captured_us, keypoints)).keypoints[..., :2], axis=0).std()
        for keypoints in (noisy.keypoints, unsure)
    )
    assert doubtful < 0.8 * sure


def test_people_near_and_far_are_treated_alike() -> None:
    noisy = with_jitter(standing_still(15.0, frames=30))
    half = noisy.keypoints * np.array([0.5, 0.5, 1], dtype=np.float32)
    np.testing.assert_allclose(
        smoothed(PoseSeries(noisy.captured_us, half)).keypoints[..., :2],
        smoothed(noisy).keypoints[..., :2] / 2,
        rtol=1e-4,
    )


def test_irregular_frames_are_smoothed_without_a_jump() -> None:
    rng = np.random.default_rng(8)
    noisy = with_jitter(standing_still(30.0, frames=200))
    kept = np.sort(rng.choice(200, 120, replace=False))
    calm = smoothed(PoseSeries(noisy.captured_us[kept], noisy.keypoints[kept])).keypoints
    steps = [np.abs(b[:, :2] - a[:, :2]).max() for a, b in pairwise(calm[10:])]
    assert max(steps) < 3 * NOISE_PX


def test_each_person_is_smoothed_separately() -> None:
    follower = SmoothingTracker(Tracker())
    people: list[Keypoints] = [disc_person(100, 200), disc_person(300, 200)]
    first = follower.track(0, people)
    assert [type(person) for person in first] == [Tracked, Tracked]
    second = follower.track(33_000, [disc_person(102, 200), disc_person(300, 200)])
    assert 100 < second[0].keypoints[Joint.NOSE, 0] < 102
    assert second[1].keypoints[Joint.NOSE, 0] == 300
