from dataclasses import replace

import numpy as np
import pytest

from spotter.movement.assessment import scorability as judgeable
from spotter.movement.fitting.reference_model import ReferenceModel, learn_model
from spotter.movement.fitting.registration import register
from spotter.movement.geometry.trajectories.trajectory import phase_trajectory
from spotter.movement.values.body.poses import PoseSeries
from spotter.movement.values.body.skeleton import MIRROR, Joint
from spotter.movement.values.judged.reason import Reason, ReasonCode
from spotter.simulation.motion.faults import View
from spotter.simulation.motion.performance import Plan
from support.movements.filmed import filmed, filmed_reference

REFERENCE = filmed_reference("squat")
EXPECTED = learn_model(REFERENCE)
REP = REFERENCE.reps[1]
CURL = filmed_reference("biceps-curl")
HIPS = (Joint.MID_HIP, Joint.RIGHT_HIP, Joint.LEFT_HIP)


def why_unscorable(rep: PoseSeries, expected: ReferenceModel) -> Reason | None:
    reason = judgeable.why_insufficient(rep)
    best = None if reason else register(phase_trajectory(rep), expected.trajectory)
    return judgeable.why_unscorable(best, expected) if best else reason


def unseen(*joints: Joint) -> Reason:
    return Reason(ReasonCode.JOINTS_UNSEEN, joints=joints)


def without(rep: PoseSeries, *joints: Joint, share: float = 1.0) -> PoseSeries:
    keypoints = rep.keypoints.copy()
    keypoints[: round(share * len(rep)), list(joints)] = (np.nan, np.nan, 0)
    return replace(rep, keypoints=keypoints)


def test_a_whole_rep_from_the_same_view_can_be_judged() -> None:
    assert why_unscorable(REP, EXPECTED) is None


@pytest.mark.parametrize("frames", [0, 1, 7])
def test_too_few_frames_are_reported_with_their_number(frames: int) -> None:
    few = PoseSeries(REP.captured_us[:frames], REP.keypoints[:frames])
    assert why_unscorable(few, EXPECTED) == Reason(ReasonCode.TOO_FEW_FRAMES, frames, 8)


def test_eight_frames_over_the_whole_rep_are_enough() -> None:
    eight = np.linspace(0, len(REP) - 1, 8).round().astype(int)
    times_us = np.linspace(0, 1_600_000, 8).round().astype(np.int64)
    assert why_unscorable(PoseSeries(times_us, REP.keypoints[eight]), EXPECTED) is None


@pytest.mark.parametrize(
    ("lasts_s", "reason"),
    [(0.29, Reason(ReasonCode.TOO_SHORT, 0.29, 0.3)), (0.3, None)],
)
def test_a_rep_lasts_a_third_of_a_second_or_more(lasts_s: float, reason: Reason | None) -> None:
    times_us = np.linspace(0, round(lasts_s * 1e6), len(REP)).round().astype(np.int64)
    assert judgeable.why_insufficient(PoseSeries(times_us, REP.keypoints)) == reason


@pytest.mark.parametrize(
    ("lasts_s", "gap_s", "is_short"),
    [(1.0, 0.25, True), (1.0, 0.26, False), (4.0, 0.8, True), (4.0, 0.82, False)],
)
def test_a_gap_may_last_a_quarter_of_a_second_or_more_in_a_long_rep(
    lasts_s: float, gap_s: float, *, is_short: bool
) -> None:
    whole = np.repeat(REP.keypoints[:1], 80, axis=0)
    halves = np.linspace(0, (lasts_s - gap_s) / 2, 40)
    times_s = np.concatenate([halves, lasts_s - halves[::-1]])
    rep = PoseSeries(np.round(1e6 * times_s).astype(np.int64), whole)
    assert (judgeable.why_insufficient(rep) is None) is is_short


def test_a_long_gap_is_named() -> None:
    seen = np.r_[0:5, 20 : len(REP)]
    reason = why_unscorable(PoseSeries(REP.captured_us[seen], REP.keypoints[seen]), EXPECTED)
    assert reason
    assert reason.code is ReasonCode.GAP
    assert reason.found == pytest.approx(1.07, abs=0.01)


def test_a_joint_that_the_exercise_moves_must_be_seen() -> None:
    expected = learn_model(CURL)
    wristless = without(CURL.reps[0], Joint.LEFT_WRIST)
    assert why_unscorable(wristless, expected) == unseen(Joint.LEFT_WRIST)
    assert why_unscorable(without(CURL.reps[0], Joint.LEFT_WRIST, share=0.2), expected) is None


def test_a_joint_that_is_lost_for_a_long_part_of_the_rep_is_not_filled_in() -> None:
    reason = why_unscorable(without(CURL.reps[0], Joint.LEFT_WRIST, share=0.35), learn_model(CURL))
    assert reason == unseen(Joint.LEFT_WRIST)


def test_hips_that_appear_late_give_no_origin_to_measure_from() -> None:
    reason = why_unscorable(without(REP, *HIPS, share=0.2), EXPECTED)
    assert reason == Reason(ReasonCode.START_UNSEEN)


def test_a_joint_that_the_exercise_leaves_still_may_be_hidden() -> None:
    assert why_unscorable(without(CURL.reps[0], Joint.RIGHT_ANKLE), learn_model(CURL)) is None


def test_hands_that_leave_the_picture_do_not_keep_a_squat_from_being_judged() -> None:
    hands = (Joint.LEFT_WRIST, Joint.RIGHT_WRIST, Joint.LEFT_ELBOW)
    assert why_unscorable(without(REP, *hands), EXPECTED) is None
    assert why_unscorable(without(REP, Joint.LEFT_KNEE), EXPECTED) == unseen(Joint.LEFT_KNEE)


def test_the_trainer_says_which_joints_must_be_seen() -> None:
    told = learn_model(replace(REFERENCE, carried_by=(Joint.MID_HIP, Joint.LEFT_WRIST)))
    assert why_unscorable(without(REP, Joint.LEFT_KNEE, Joint.RIGHT_WRIST), told) is None
    assert why_unscorable(without(REP, Joint.LEFT_WRIST), told) == unseen(Joint.LEFT_WRIST)


@pytest.mark.parametrize("side", ["LEFT", "RIGHT"])
def test_one_side_of_the_body_is_enough_from_the_side(side: str) -> None:
    reference = filmed_reference("squat", View.SIDE)
    middle = (Joint.NECK, Joint.MID_HIP)
    hidden = [joint for joint in Joint if joint.name.startswith(side) or joint in middle]
    rep = without(reference.reps[1], *hidden)
    for known in (reference, replace(reference, reps=(without(reference.reps[0], *hidden),))):
        assert why_unscorable(rep, learn_model(known)) is None


def test_the_torso_must_be_seen() -> None:
    reason = why_unscorable(without(CURL.reps[0], *HIPS), learn_model(CURL))
    assert reason == Reason(ReasonCode.TORSO_UNSEEN)


def test_a_torso_without_length_gives_no_size_to_measure_with() -> None:
    keypoints = REP.keypoints.copy()
    keypoints[:, Joint.NECK] = keypoints[:, Joint.MID_HIP]
    reason = why_unscorable(replace(REP, keypoints=keypoints), EXPECTED)
    assert reason == Reason(ReasonCode.TORSO_UNSEEN)


def test_another_view_is_reported_with_its_apparent_width() -> None:
    side = filmed_reference("squat", View.SIDE)
    reason = why_unscorable(side.reps[0], EXPECTED)
    assert reason
    assert reason.code is ReasonCode.OTHER_VIEW
    assert (reason.found, reason.needed) == pytest.approx((0.1, 0.8), abs=0.05)
    assert why_unscorable(side.reps[0], learn_model(side)) is None


def upside_down(rep: PoseSeries) -> PoseSeries:
    keypoints = rep.keypoints.copy()
    keypoints[..., :2] = np.array([640, 480]) - keypoints[..., :2]
    return replace(rep, keypoints=keypoints)


def test_a_picture_that_is_upside_down_is_not_held_against_the_member() -> None:
    reason = why_unscorable(upside_down(REP), EXPECTED)
    assert reason == Reason(ReasonCode.UPSIDE_DOWN)


def test_lying_down_is_not_upside_down_whichever_way_the_person_faces() -> None:
    reference = filmed_reference("push-up", View.SIDE)
    expected = learn_model(reference)
    keypoints = reference.reps[0].keypoints.copy()
    keypoints[..., 0] = 640 - keypoints[..., 0]
    other_way = replace(reference.reps[0], keypoints=keypoints)
    assert why_unscorable(other_way, expected) is None


def test_a_camera_turned_a_little_is_no_other_view() -> None:
    poses = filmed(Plan("squat", reps=1), View.FRONT, seed=12)[1]
    assert why_unscorable(poses, EXPECTED) is None


def test_a_rep_that_was_cut_off_is_judged_by_the_part_that_is_there() -> None:
    most = REP.between(int(REP.captured_us[len(REP) // 5]), int(REP.captured_us[-1]))
    assert why_unscorable(most, EXPECTED) is None


def test_less_than_half_of_a_rep_is_too_little() -> None:
    less = REP.between(int(REP.captured_us[round(0.6 * len(REP))]), int(REP.captured_us[-1]))
    reason = why_unscorable(less, EXPECTED)
    assert reason
    assert reason.code is ReasonCode.CUT_OFF
    assert 0 < reason.found < 0.65


def test_a_person_who_uses_the_other_arm_must_show_that_arm() -> None:
    reference = filmed_reference("biceps-curl", View.SIDE)
    rep = reference.reps[0]
    keypoints = rep.keypoints[:, MIRROR].copy()
    keypoints[..., 0] = 640 - keypoints[..., 0]
    other_arm = replace(rep, keypoints=keypoints)
    assert why_unscorable(other_arm, learn_model(reference)) is None
