from dataclasses import replace

import numpy as np
import pytest

from spotter.evaluation.form.filming import series
from spotter.movement.geometry.body.body_size import body_size_px
from spotter.movement.geometry.trajectories.capture_anomalies import (
    CaptureAnomaly,
    capture_anomaly,
    without_glitches,
)
from spotter.movement.scoring import make_scorer
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import Joint
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.movement.values.judged.verdict import Outcome
from spotter.movement.values.taught.exercise import Exercise
from spotter.simulation.athletes.look import athlete
from spotter.simulation.motion.catalogue import EXERCISES
from spotter.simulation.motion.faults import View
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, filmed_reference
from support.real_data import ui_prmd

REFERENCE = filmed_reference("squat")
SCORER = make_scorer("spotter", Exercise((REFERENCE,)))


def reps(
    exercise: str, view: View = View.FRONT, rate_hz: float = 30.0, who: int = 0
) -> list[PoseSeries]:
    plan = Plan(exercise, reps=2, body=athlete(who).body, rate_hz=rate_hz)
    performance, poses = filmed(plan, view)
    return [
        PoseSeries(poses.captured_us[part], poses.keypoints[part])
        for rep in performance.reps
        for part in [slice(rep.first_frame, rep.last_frame + 1)]
    ]


REP = reps("squat")[0]
OTHER = reps("squat", who=3)[1]
LIMBS_OUTER_FIRST = [
    joint
    for joint in (*range(Joint.LEFT_ANKLE, Joint.NECK, -1), Joint.NOSE, Joint.NECK)
    if joint != Joint.MID_HIP
]


def shifted(
    rep: PoseSeries, poses: slice, across_tl: float = 0.0, up_tl: float = 0.0
) -> PoseSeries:
    keypoints = rep.keypoints.copy()
    keypoints[poses, :, :2] += body_size_px(keypoints) * np.array((across_tl, -up_tl), np.float32)
    return replace(rep, keypoints=keypoints)


def joined(rep: PoseSeries, other: PoseSeries, poses: slice, across_tl: float) -> PoseSeries:
    """``rep`` with some poses replaced by those of ``other``, who is half a rep ahead."""
    keypoints = rep.keypoints.copy()
    at = np.arange(len(rep))[poses] * len(other) // len(rep) + len(other) // 2
    keypoints[poses] = other.keypoints[at % len(other)]
    return shifted(replace(rep, keypoints=keypoints), poses, across_tl)


@pytest.mark.parametrize("rate_hz", [10.0, 15.0, 30.0])
@pytest.mark.parametrize("view", View)
def test_athletes_reps_have_no_anomaly(rate_hz: float, view: View) -> None:
    for exercise in EXERCISES:
        for rep in reps(exercise, view, rate_hz):
            assert capture_anomaly(rep) is None, exercise
            assert without_glitches(rep) is rep


def test_fast_jumping_jacks_at_a_low_frame_rate_have_no_anomaly() -> None:
    plan = Plan("jumping-jack", reps=8, rep_s=0.8, rate_hz=10)
    assert capture_anomaly(filmed(plan)[1]) is None


@pytest.mark.parametrize("rate_hz", [10.0, 30.0])
def test_walking_into_place_is_no_anomaly(rate_hz: float) -> None:
    rep = reps("squat", rate_hz=rate_hz)[0]
    keypoints = rep.keypoints.copy()
    way_tl = np.maximum(0, 1.5 - 3.0 * rep.times_s)
    keypoints[..., 0] += (body_size_px(keypoints) * way_tl[:, None]).astype(np.float32)
    assert capture_anomaly(replace(rep, keypoints=keypoints)) is None


def test_recorded_people_have_no_anomaly() -> None:
    rng = np.random.default_rng(1)
    clips = [clip for number, clip in enumerate(ui_prmd()) if number % 13 == 0]
    found = [capture_anomaly(series(clip.keypoints(rng))) for clip in clips]
    assert len(found) > 80
    assert found == [None] * len(found)


@pytest.mark.parametrize(("across_tl", "up_tl"), [(0.4, 0.0), (0.0, -0.4), (1.0, 1.0)])
@pytest.mark.parametrize("rate_hz", [10.0, 15.0, 30.0])
def test_a_pushed_camera_is_detected(rate_hz: float, across_tl: float, up_tl: float) -> None:
    rep = reps("biceps-curl", rate_hz=rate_hz)[0]
    pushed = shifted(rep, slice(len(rep) // 2, None), across_tl, up_tl)
    assert capture_anomaly(pushed) is CaptureAnomaly.CAMERA_MOVED


def test_a_push_that_moves_a_hand_out_of_the_picture_is_detected() -> None:
    pushed = shifted(REP, slice(40, None), 0.5)
    pushed.keypoints[40:, Joint.LEFT_WRIST] = (np.nan, np.nan, 0)
    assert capture_anomaly(pushed) is CaptureAnomaly.CAMERA_MOVED


def test_a_push_may_take_a_tenth_of_a_second() -> None:
    pushed = REP
    for part in range(3):
        pushed = shifted(pushed, slice(len(REP) // 2 + part, None), 0.25)
    assert capture_anomaly(pushed) is CaptureAnomaly.CAMERA_MOVED


def test_a_large_zoom_and_tilt_is_a_moved_camera() -> None:
    rep = reps("biceps-curl")[0]
    keypoints = rep.keypoints.copy()
    half = slice(len(rep) // 2, None)
    turn = 1.2 * np.array([[np.cos(0.2), np.sin(0.2)], [-np.sin(0.2), np.cos(0.2)]])
    keypoints[half, :, :2] = keypoints[half, :, :2] @ turn.astype(np.float32) + 40
    assert capture_anomaly(replace(rep, keypoints=keypoints)) is CaptureAnomaly.CAMERA_MOVED


@pytest.mark.parametrize("across_tl", [-4.0, -2.0, 2.0, 4.0])
@pytest.mark.parametrize("until", [None, 50])
def test_another_body_is_detected_whether_it_stays_or_not(
    across_tl: float, until: int | None
) -> None:
    mixed = joined(REP, OTHER, slice(35, until), across_tl)
    assert capture_anomaly(mixed) is CaptureAnomaly.TWO_PEOPLE


def test_the_same_pose_elsewhere_for_a_while_is_another_body() -> None:
    assert capture_anomaly(shifted(REP, slice(30, 50), 2.0)) is CaptureAnomaly.TWO_PEOPLE


@pytest.mark.parametrize(("seen", "may_stay"), [(5, 0), (6, 1), (10, 1), (11, 2), (14, 2)])
def test_a_leap_is_one_although_a_fifth_of_the_joints_stay_but_not_if_more_do(
    seen: int, may_stay: int
) -> None:
    for stay, is_leap in ((may_stay, True), (may_stay + 1, False)):
        keypoints = REP.keypoints.copy()
        keypoints[:, LIMBS_OUTER_FIRST[: 14 - seen]] = (np.nan, np.nan, 0)
        gone = LIMBS_OUTER_FIRST[14 - seen + stay :]
        keypoints[-10:, gone, 0] += 3 * body_size_px(REP.keypoints)
        assert (capture_anomaly(replace(REP, keypoints=keypoints)) is not None) is is_leap


@pytest.mark.parametrize("back_tl", [1.2, 2.0])
def test_a_leap_that_comes_back_only_half_way_is_no_glitch(back_tl: float) -> None:
    gone = shifted(REP, slice(40, 41), 3.0)
    assert capture_anomaly(shifted(gone, slice(41, None), back_tl)) is CaptureAnomaly.CAMERA_MOVED


def test_two_alternating_bodies_are_no_glitches() -> None:
    keypoints = REP.keypoints.copy()
    keypoints[::2, :, 0] += 3 * body_size_px(keypoints)
    assert capture_anomaly(replace(REP, keypoints=keypoints)) is CaptureAnomaly.TWO_PEOPLE


@pytest.mark.parametrize("wrong", [(0, 1), (0, 2), (40, 41), (40, 42), (-1, None), (-2, None)])
def test_a_glitch_of_one_or_two_frames_is_filled_and_changes_little(
    wrong: tuple[int, int | None],
) -> None:
    poses = slice(*wrong)
    odd = shifted(REP, poses, 3.0)
    assert capture_anomaly(odd) is None
    cleaned = without_glitches(odd)
    gone = np.isnan(cleaned.keypoints[..., 0]).all(axis=1)
    assert np.array_equal(np.flatnonzero(gone), np.arange(len(REP))[poses])
    assert not cleaned.keypoints[gone][..., 2].any()
    found, expected = SCORER.score(odd), SCORER.score(REP)
    assert found.outcome is expected.outcome is Outcome.GOOD
    assert found.score == pytest.approx(expected.score, abs=0.05)


@pytest.mark.parametrize("joint", np.flatnonzero(np.isfinite(REP.keypoints[7, :, 0])).tolist())
def test_a_joint_nowhere_near_the_body_is_removed_and_the_others_stay(joint: int) -> None:
    keypoints = REP.keypoints.copy()
    keypoints[7, joint, :2] = 1e30
    cleaned = without_glitches(replace(REP, keypoints=keypoints)).keypoints
    assert np.argwhere(np.isnan(cleaned[..., 0])).tolist() == [[7, joint]]


@pytest.mark.parametrize("frames", [0, 1, 2, 3])
def test_few_poses_or_none_have_no_anomaly(frames: int) -> None:
    few = PoseSeries(REP.captured_us[:frames], REP.keypoints[:frames])
    nobody = replace(few, keypoints=np.full_like(few.keypoints, np.nan))
    for poses in (few, nobody):
        assert capture_anomaly(poses) is None
        assert without_glitches(poses) is poses


def test_a_rep_with_an_anomaly_is_unscorable_and_says_why() -> None:
    pushed = SCORER.score(shifted(REP, slice(40, None), 0.5))
    mixed = SCORER.score(joined(REP, OTHER, slice(35, 60), 2.0))
    assert pushed.reason == Reason(ReasonCode.CAMERA_MOVED)
    assert mixed.reason == Reason(ReasonCode.TWO_PEOPLE)
    assert pushed.outcome is mixed.outcome is Outcome.UNSCORABLE
