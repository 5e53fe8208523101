from dataclasses import replace

import numpy as np
import pytest

from spotter.evaluation.form.filming import series
from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.geometry.trajectories.stray_frames import without_stray_frames
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import MIRROR, Joint
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import View
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed
from support.real_data import ui_prmd

PERFORMED, FILMED = filmed(Plan("squat", reps=1, rate_hz=30))
FIRST, LAST = PERFORMED.reps[0].first_frame, PERFORMED.reps[0].last_frame
REP = PoseSeries(FILMED.captured_us[FIRST : LAST + 1], FILMED.keypoints[FIRST : LAST + 1])
ARMS = [joint for joint in Joint if joint.name.endswith(("SHOULDER", "ELBOW", "WRIST"))]
LEGS = [joint for joint in Joint if joint.name.endswith(("HIP", "KNEE", "ANKLE", "TOE", "HEEL"))]
LEGS.remove(Joint.MID_HIP)
BODY = ARMS + LEGS


def exchanged(rep: PoseSeries, frames: list[int], joints: list[Joint] = BODY) -> PoseSeries:
    keypoints = rep.keypoints.copy()
    for frame in frames:
        keypoints[frame, joints] = rep.keypoints[frame, MIRROR[joints]]
    return replace(rep, keypoints=keypoints)


def moved(rep: PoseSeries, frames: list[int], joint: Joint, far_tl: float) -> PoseSeries:
    keypoints = rep.keypoints.copy()
    keypoints[frames, joint, 0] += far_tl * body_size_px(keypoints)
    return replace(rep, keypoints=keypoints)


def assert_same(found: PoseSeries, expected: PoseSeries, joints: list[Joint]) -> None:
    assert np.array_equal(found.keypoints[:, joints], expected.keypoints[:, joints], equal_nan=True)


@pytest.mark.parametrize("rate_hz", [10.0, 15.0, 30.0, 60.0])
@pytest.mark.parametrize("view", View)
def test_athletes_show_nothing_stray(rate_hz: float, view: View) -> None:
    for exercise in EXERCISES:
        poses = filmed(Plan(exercise, reps=2, rate_hz=rate_hz), view)[1]
        found = without_stray_frames(poses)
        assert np.array_equal(found.keypoints, poses.keypoints, equal_nan=True), exercise


def test_recorded_people_lose_hardly_a_joint() -> None:
    rng = np.random.default_rng(1)
    clips = [series(clip.keypoints(rng)) for at, clip in enumerate(ui_prmd()) if at % 13 == 0]
    changed = [
        (without_stray_frames(clip).keypoints != clip.keypoints)[..., 0][
            np.isfinite(clip.keypoints[..., 0])
        ].mean()
        for clip in clips
    ]
    assert len(clips) > 80
    assert np.mean(changed) < 1e-3


@pytest.mark.parametrize("frames", [[0], [20], [20, 21], [20, 21, 22], [20, 22], [9, 30, 50], [-1]])
@pytest.mark.parametrize("joints", [ARMS, LEGS, BODY], ids=["arms", "legs", "both"])
def test_exchanged_sides_are_exchanged_back(frames: list[int], joints: list[Joint]) -> None:
    assert_same(without_stray_frames(exchanged(REP, frames, joints)), REP, BODY)


def test_sides_that_stay_exchanged_are_the_persons_own() -> None:
    turned = exchanged(REP, list(range(20, len(REP))))
    assert_same(without_stray_frames(turned), turned, BODY)


def test_exchanged_legs_are_exchanged_back_although_an_ankle_is_hidden() -> None:
    hidden = REP.keypoints.copy()
    hidden[:, Joint.LEFT_ANKLE] = (np.nan, np.nan, 0)
    rep = replace(REP, keypoints=hidden)
    assert_same(without_stray_frames(exchanged(rep, [20], LEGS)), rep, BODY)


def test_joints_that_the_network_hardly_believes_count_little() -> None:
    odd = exchanged(REP, [20], ARMS)
    doubtful = [Joint.LEFT_WRIST, Joint.RIGHT_WRIST]
    odd.keypoints[20, doubtful, :2] = REP.keypoints[20, doubtful, :2]
    odd.keypoints[20, doubtful, 2] = 0.05
    found = without_stray_frames(odd)
    rest = [joint for joint in ARMS if joint not in doubtful]
    assert_same(found, REP, rest)


@pytest.mark.parametrize(("frames", "far_tl"), [([20], 0.6), ([20, 21], 0.6), ([20, 21, 22], 1.0)])
@pytest.mark.parametrize("joint", [Joint.LEFT_WRIST, Joint.RIGHT_KNEE, Joint.NOSE, Joint.MID_HIP])
def test_a_joint_that_leaps_for_a_moment_is_removed_alone(
    frames: list[int], far_tl: float, joint: Joint
) -> None:
    found = without_stray_frames(moved(REP, frames, joint, far_tl))
    expected = REP.keypoints.copy()
    expected[frames, joint] = (np.nan, np.nan, 0)
    assert np.array_equal(found.keypoints, expected, equal_nan=True)


@pytest.mark.parametrize("ends_at", range(16, 24))
def test_fast_hands_are_where_they_are_wherever_the_rep_is_cut(ends_at: int) -> None:
    """As in a real jumping jack: two torso lengths up and down in half a second."""
    keypoints = np.repeat(REP.keypoints[:1], ends_at, axis=0)
    swing = np.abs(np.sin(np.pi * np.arange(ends_at) / 15))
    for wrist in (Joint.LEFT_WRIST, Joint.RIGHT_WRIST):
        keypoints[:, wrist, 1] -= 2.0 * body_size_px(keypoints) * swing
    jack = PoseSeries(REP.captured_us[:ends_at], keypoints)
    assert_same(without_stray_frames(jack), jack, BODY)


def test_a_joint_that_leaps_for_good_is_not_removed() -> None:
    gone = moved(REP, list(range(20, len(REP))), Joint.LEFT_WRIST, 0.6)
    assert_same(without_stray_frames(gone), gone, BODY)


def test_at_five_frames_a_second_a_body_may_have_moved_anyhow() -> None:
    few = PoseSeries(REP.captured_us[::6], REP.keypoints[::6])
    fast = moved(few, [5], Joint.LEFT_WRIST, 1.0)
    assert_same(without_stray_frames(fast), fast, BODY)


@pytest.mark.parametrize("frames", [0, 1, 4])
def test_a_few_poses_and_nobody_stay_as_they_are(frames: int) -> None:
    few = PoseSeries(REP.captured_us[:frames], REP.keypoints[:frames])
    nobody = replace(REP, keypoints=np.full_like(REP.keypoints, np.nan))
    for poses in (few, nobody):
        assert without_stray_frames(poses) is poses
